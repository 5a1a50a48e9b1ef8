package dev.latchkey.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** A real mail server on loopback, to which the service under test sends its mail; a test may stop it or make it moody. */
public final class MailServer implements QuarkusTestResourceLifecycleManager {
    /** The address mails come from. */
    public static final String FROM = "no-reply@latchkey.example";

    private static final Pattern HEX_PAIR = Pattern.compile("=([0-9A-F]{2})");

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> moods = new ConcurrentHashMap<>();
    private final int port = freePort();
    private SMTPServer server = server();

    /** Made by Quarkus. */
    public MailServer() {}

    /**
     * A mail as it came over the wire.
     *
     * @param to the recipient of the envelope
     * @param raw header and body
     */
    public record Received(String to, String raw) {
        /** Returns a header's value; fails when it is not there once. */
        public String header(String name) {
            List<String> values = raw.substring(0, raw.indexOf("\r\n\r\n"))
                    .replaceAll("\r\n[ \t]+", " ")
                    .lines()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .toList();
            if (values.size() != 1) {
                throw new AssertionError(name + " is there " + values.size() + " times in: " + raw);
            }
            return values.getFirst();
        }

        /** Returns the text with soft line breaks taken out and hex pairs put back (RFC 2045 §6.7). */
        public String text() {
            String joined = raw.replace("=\r\n", "").replace("\r\n", "\n");
            String bytes = HEX_PAIR.matcher(joined)
                    .replaceAll(pair ->
                            Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(pair.group(1), 16))));
            return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        }
    }

    /** Returns the mails that came for an address, whether they were accepted or not, the oldest first. */
    public List<Received> mailsTo(String address) {
        return received.stream().filter(mail -> mail.to().equals(address)).toList();
    }

    /** Answers mails to this address with a number of RFC 5321 §4.2, after having read them. */
    public void answers(String address, int code) {
        moods.put(address, code);
    }

    /** Accepts mails to this address again. */
    public void accepts(String address) {
        moods.remove(address);
    }

    /** Goes away. */
    public void goAway() {
        server.stop();
    }

    /** Comes back at the same port. */
    public void comeBack() {
        server = server();
        server.start();
    }

    @Override
    public Map<String, String> start() {
        server.start();
        return Map.of(
                "latchkey.notice.mail", "smtp",
                "latchkey.notice.from", FROM,
                "latchkey.notice.patience", "PT5S",
                "quarkus.mailer.mock", "false",
                "quarkus.mailer.host", "127.0.0.1",
                "quarkus.mailer.port", Integer.toString(port),
                "quarkus.mailer.start-tls", "DISABLED");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(MailServer.class));
    }

    @Override
    public void stop() {
        server.stop();
    }

    private SMTPServer server() {
        return SMTPServer.port(port)
                .bindAddress(InetAddress.getLoopbackAddress())
                .messageHandler((context, from, to, data) -> take(to, data))
                .build();
    }

    private void take(String to, byte[] data) throws RejectException {
        received.add(new Received(to, new String(data, StandardCharsets.ISO_8859_1)));
        if (moods.containsKey(to)) {
            throw new RejectException(moods.get(to), "not now, " + to);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
