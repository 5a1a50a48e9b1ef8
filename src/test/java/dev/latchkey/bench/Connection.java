package dev.latchkey.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * One kept-alive HTTP/1.1 connection to the service, as bare as it can be: whatever the client computes is taken from
 * the cores that the service is measured on.
 */
final class Connection implements AutoCloseable {
    private static final int LONGEST_WAIT_MILLIS = 20_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final String head;

    Connection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(LONGEST_WAIT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
        out = socket.getOutputStream();
        head = " HTTP/1.1\r\nHost: localhost:" + port
                + "\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
                + " Chrome/142.0.0.0 Safari/537.36\r\nSec-CH-UA-Platform: \"Linux\"\r\nAccept: */*\r\nOrigin: http://localhost:"
                + port + "\r\n";
    }

    /** The service said that it cannot answer now: a deadline passed before a thread or a connection was free. */
    static final class TooBusy extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** What came back. */
    record Answer(int status, String body) {
        Answer expect(int wanted) throws TooBusy {
            if (status == 503) {
                throw new TooBusy();
            }
            if (status != wanted) {
                throw new IllegalStateException("answered " + status + " instead of " + wanted + ": " + body);
            }
            return this;
        }
    }

    Answer get(String path) throws IOException {
        return exchange("GET " + path + head + "\r\n");
    }

    Answer post(String path, String json) throws IOException {
        return post(path, json, "");
    }

    Answer postAs(String accessToken, String path, String json) throws IOException {
        return post(path, json, "Authorization: Bearer " + accessToken + "\r\n");
    }

    private Answer post(String path, String json, String more) throws IOException {
        return exchange("POST " + path + head + more + "Content-Type: application/json\r\nContent-Length: "
                + json.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + json);
    }

    private Answer exchange(String request) throws IOException {
        out.write(request.getBytes(StandardCharsets.UTF_8));
        int status = Integer.parseInt(line().split(" ")[1]);
        int length = 0;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        byte[] body = in.readNBytes(length);
        return new Answer(status, new String(body, StandardCharsets.UTF_8));
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the service closed the connection");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
