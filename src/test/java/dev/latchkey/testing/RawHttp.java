package dev.latchkey.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * HTTP/1.1 written by hand on a socket (RFC 9112): a request goes out byte for byte as the test wants it, which
 * well-behaved clients refuse to do.
 */
public final class RawHttp {
    private static final byte[] NO_BODY = new byte[0];
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);

    private final int port;

    /** Speaks to {@code port} of loopback. */
    public RawHttp(int port) {
        this.port = port;
    }

    /**
     * What came back.
     *
     * @param status 0 when the connection was closed without a word
     * @param headers by their names in lower case
     */
    public record Answer(int status, Map<String, List<String>> headers, byte[] body, Duration took) {
        /** Returns the first value of a header, in lower case by name. */
        public Optional<String> header(String name) {
            return headers.getOrDefault(name, List.of()).stream().findFirst();
        }

        /** Returns the body as text. */
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            String text = text();
            return status + " " + headers + " " + text.substring(0, Math.min(400, text.length()));
        }
    }

    /** A request in the making; {@code host} is set, and nothing else. */
    public static final class Request {
        private final List<String> headers = new ArrayList<>();
        private final String method;
        private final String target;
        private byte[] body = NO_BODY;
        private boolean measured = true;
        private String version = "HTTP/1.1";

        /** A request with this method and target, as they stand. */
        public Request(String method, String target) {
            this.method = method;
            this.target = target;
        }

        /** Adds a header line as it stands. */
        public Request header(String name, String value) {
            headers.removeIf(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"));
            return line(name + ": " + value);
        }

        /** Adds a header line as it stands, even where one of that name is there. */
        public Request line(String line) {
            headers.add(line);
            return this;
        }

        /** Takes a header away. */
        public Request without(String name) {
            headers.removeIf(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"));
            return this;
        }

        /** Sets the body, with its length. */
        public Request body(byte[] bytes) {
            body = bytes.clone();
            return this;
        }

        /** Sets a JSON body. */
        public Request json(String text) {
            return header("Content-Type", "application/json").body(text.getBytes(StandardCharsets.UTF_8));
        }

        /** Sends the body in one chunk, without saying its length beforehand. */
        public Request chunked() {
            measured = false;
            return this;
        }

        /** Speaks an older HTTP. */
        public Request version(String name) {
            version = name;
            return this;
        }

        /** Returns what it asks for, without headers. */
        @Override
        public String toString() {
            String shown = target.length() > 120 ? target.substring(0, 120) + "…" : target;
            return method + " " + shown + " "
                    + headers.stream().filter(line -> line.length() < 200).toList();
        }

        private byte[] bytes() {
            StringBuilder head = new StringBuilder(method + " " + target + " " + version + "\r\n");
            headers.forEach(line -> head.append(line).append("\r\n"));
            head.append("Connection: close\r\n");
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            if (!measured) {
                head.append("Transfer-Encoding: chunked\r\n\r\n");
                all.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
                all.writeBytes((Integer.toHexString(body.length) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
                all.writeBytes(body);
                all.writeBytes("\r\n0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
                return all.toByteArray();
            }
            if (body.length > 0 || method.equals("POST") || method.equals("PATCH")) {
                head.append("Content-Length: ").append(body.length).append("\r\n");
            }
            all.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
            all.writeBytes(body);
            return all.toByteArray();
        }
    }

    /** Begins a request for the demo relying party's host. */
    public Request request(String method, String target) {
        return new Request(method, target).header("Host", "localhost:" + port);
    }

    /** Sends it on a connection of its own and reads the answer to its end. */
    public Answer send(Request request) {
        long begun = System.nanoTime();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 2000);
            socket.setSoTimeout(Math.toIntExact(LONGEST_SILENCE.toMillis()));
            write(socket.getOutputStream(), request.bytes());
            byte[] received = readAll(socket.getInputStream());
            return parse(received, Duration.ofNanos(System.nanoTime() - begun));
        } catch (IOException e) {
            throw new UncheckedIOException(request.toString(), e);
        }
    }

    /** A server that has answered early may close before it has taken everything. */
    private static void write(OutputStream out, byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
        } catch (IOException closedEarly) {
            // What it said before is still to be read.
        }
    }

    private static byte[] readAll(InputStream in) throws IOException {
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                received.write(buffer, 0, read);
            }
        } catch (java.net.SocketException reset) {
            // After an early answer the rest of ours makes the server reset the connection.
        }
        return received.toByteArray();
    }

    private static Answer parse(byte[] received, Duration took) {
        String text = new String(received, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return new Answer(0, Map.of(), received, took);
        }
        String[] lines = text.substring(0, end).split("\r\n");
        Map<String, List<String>> headers = new TreeMap<>();
        for (String line : Arrays.copyOfRange(lines, 1, lines.length)) {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        byte[] body = Arrays.copyOfRange(received, end + 4, received.length);
        boolean chunked = headers.getOrDefault("transfer-encoding", List.of()).contains("chunked");
        return new Answer(Integer.parseInt(lines[0].split(" ")[1]), headers, chunked ? unchunked(body) : body, took);
    }

    private static byte[] unchunked(byte[] body) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        String text = new String(body, StandardCharsets.ISO_8859_1);
        int at = 0;
        while (true) {
            int line = text.indexOf("\r\n", at);
            int length =
                    line < 0 ? 0 : Integer.parseInt(text.substring(at, line).strip(), 16);
            if (length == 0) {
                return whole.toByteArray();
            }
            whole.write(body, line + 2, length);
            at = line + 2 + length + 2;
        }
    }
}
