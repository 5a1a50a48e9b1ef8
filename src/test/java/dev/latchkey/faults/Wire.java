package dev.latchkey.faults;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One kept-alive HTTP/1.1 connection to one replica that tells apart what a client must tell apart: an answer, a
 * connection that was refused before anything was sent, and a silence after which nobody knows. Belongs to one thread.
 */
final class Wire implements AutoCloseable {
    private static final int LONGEST_SILENCE_MILLIS = 15_000;

    private final int port;
    private final String head;
    private Optional<Link> open = Optional.empty();

    private record Link(Socket socket, InputStream in) {}

    /** What came of a request. */
    sealed interface Outcome {
        /** How long it took. */
        Duration took();

        /** An answer arrived as a whole. */
        record Answered(int status, Map<String, String> headers, String body, Duration took) implements Outcome {
            @Override
            public String toString() {
                return status + " " + body.substring(0, Math.min(200, body.length()));
            }
        }

        /** Nobody listened: nothing was sent. */
        record Refused(Duration took) implements Outcome {}

        /** It was sent, at least in part, and no whole answer came. */
        record Lost(String why, Duration took) implements Outcome {}

        /** The status of an answer, or 0. */
        default int status() {
            return this instanceof Answered answered ? answered.status() : 0;
        }
    }

    /** Speaks to {@code port} of loopback as to {@code host}, from a page of that origin. */
    Wire(int port, String host) {
        this.port = port;
        this.head = " HTTP/1.1\r\nHost: " + host
                + "\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
                + " Chrome/142.0.0.0 Safari/537.36\r\nSec-CH-UA-Platform: \"Linux\"\r\nAccept: */*\r\nOrigin: http://"
                + host + "\r\n";
    }

    /** Returns which replica it leads to. */
    int port() {
        return port;
    }

    /** Whether a connection is kept, as far as we know. */
    boolean isOpen() {
        return open.isPresent();
    }

    Outcome get(String path, String... headers) {
        return exchange("GET " + path + head + lines(headers) + "\r\n");
    }

    Outcome post(String path, String json, String... headers) {
        return exchange("POST " + path + head + lines(headers) + "Content-Type: application/json\r\nContent-Length: "
                + json.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + json);
    }

    private static String lines(String... headers) {
        return headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    }

    private Outcome exchange(String request) {
        long begun = System.nanoTime();
        try {
            Link link = link();
            try {
                link.socket().getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
                Outcome.Answered answer = answer(link.in(), begun);
                if ("close".equalsIgnoreCase(answer.headers().get("connection"))) {
                    close();
                }
                return answer;
            } catch (IOException lost) {
                close();
                return new Outcome.Lost(lost.getClass().getSimpleName() + " " + lost.getMessage(), since(begun));
            }
        } catch (ConnectException | SocketTimeoutException refused) {
            return new Outcome.Refused(since(begun));
        } catch (IOException unreachable) {
            return new Outcome.Lost("not connected: " + unreachable.getMessage(), since(begun));
        }
    }

    /** The connection of last time, unless the other side has closed it meanwhile, as any client would look. */
    private Link link() throws IOException {
        if (open.isPresent() && isStale(open.get())) {
            close();
        }
        if (open.isEmpty()) {
            Socket socket = new Socket();
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 2000);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(LONGEST_SILENCE_MILLIS);
            open = Optional.of(new Link(socket, new BufferedInputStream(socket.getInputStream(), 16 * 1024)));
        }
        return open.get();
    }

    private static boolean isStale(Link link) {
        try {
            link.socket().setSoTimeout(1);
            link.in().read();
            return true; // Closed, or something was said that nobody asked for.
        } catch (SocketTimeoutException quiet) {
            return restored(link);
        } catch (IOException reset) {
            return true;
        }
    }

    private static boolean restored(Link link) {
        try {
            link.socket().setSoTimeout(LONGEST_SILENCE_MILLIS);
            return false;
        } catch (IOException closed) {
            return true;
        }
    }

    private static Outcome.Answered answer(InputStream in, long begun) throws IOException {
        int status = Integer.parseInt(line(in).split(" ")[1]);
        Map<String, String> headers = new HashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        byte[] body = "chunked".equalsIgnoreCase(headers.get("transfer-encoding"))
                ? chunks(in)
                : exactly(in, Integer.parseInt(headers.getOrDefault("content-length", "0")));
        return new Outcome.Answered(status, headers, new String(body, StandardCharsets.UTF_8), since(begun));
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("closed within the answer");
        }
        return bytes;
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        int length = Integer.parseInt(line(in), 16);
        while (length > 0) {
            whole.writeBytes(exactly(in, length));
            line(in);
            length = Integer.parseInt(line(in), 16);
        }
        line(in);
        return whole.toByteArray();
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("closed before an answer");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    @Override
    public void close() {
        open.ifPresent(link -> {
            try {
                link.socket().close();
            } catch (IOException alreadyGone) {
                // As wanted.
            }
        });
        open = Optional.empty();
    }
}
