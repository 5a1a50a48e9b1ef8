package dev.latchkey.decision.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose word about a client's address is taken, and which word. */
class ProxiesTest {
    private static final List<String> OURS = List.of("10.0.0.0/8", "192.168.1.1", "2001:db8:aaaa::/48");
    private static final String PROXY = "10.1.2.3";
    private static final Proxies BEHIND = new Proxies(OURS, "X-Forwarded-For");
    private static final Proxies STANDARD = new Proxies(OURS, "forwarded");

    @ParameterizedTest
    @ValueSource(
            strings = {"198.51.100.7", "203.0.113.9, 198.51.100.7", "unknown, 198.51.100.7", "198.51.100.7,10.9.9.9"})
    void theRightmostHopThatIsNoProxyIsTheClient(String header) {
        assertThat(seen(BEHIND, PROXY, header)).isEqualTo(address("198.51.100.7"));
    }

    @Test
    void aStrangersWordChangesNothing() {
        assertThat(seen(BEHIND, "203.0.113.1", "198.51.100.7")).isEqualTo(address("203.0.113.1"));
        assertThat(seen(new Proxies(List.of(), "X-Forwarded-For"), PROXY, "198.51.100.7"))
                .isEqualTo(address(PROXY));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "198.51.100.7:4711|198.51.100.7",
                "2001:db8::7|2001:db8::7",
                "[2001:db8::7]|2001:db8::7",
                "[2001:db8::7]:4711|2001:db8::7",
                "\"[2001:db8::7]:4711\"|2001:db8::7",
                "::ffff:198.51.100.7|198.51.100.7",
                "2001:DB8:0:0:0:0:0:7|2001:db8::7",
                "  198.51.100.7  |198.51.100.7",
                "203.0.113.9,,198.51.100.7,|198.51.100.7",
                "198.51.100.7, 2001:db8:aaaa::1|198.51.100.7",
            })
    void aHopIsReadHoweverItIsWritten(String header, String client) {
        assertThat(seen(BEHIND, PROXY, header)).isEqualTo(address(client));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "unknown",
                "_hidden",
                "client.example.org",
                "198.51.100",
                "198.51.100.7.8",
                "198.51.100.256",
                "198.51.100.07",
                "198.51.100.7:",
                "198.51.100.7:port",
                "198.51.100.7:123456",
                "2001:db8::7::1",
                "2001:db8::7%eth0",
                "[2001:db8::7",
                "[2001:db8::7]x",
                "[2001:db8::7]:",
                "[198.51.100.7]",
                "2001:db8::198.51.100.07",
                "0x7f000001",
                "1",
                "٣.٣.٣.٣",
                "198.51.100.7/24",
                "\"198.51.100.7",
                "\0",
            })
    void whatAProxyDoesNotSayClearlyIsUnknownAndNothingBeyondItIsBelieved(String garbage) {
        assertThat(seen(BEHIND, PROXY, "203.0.113.9, " + garbage))
                .isEqualTo(garbage.isBlank() || garbage.equals(",") ? address("203.0.113.9") : Optional.empty());
        assertThat(seen(BEHIND, PROXY, garbage)).isEmpty();
    }

    @Test
    void aProxyThatIsSilentLeavesTheClientUnknown() {
        assertThat(BEHIND.client(Optional.of(PROXY), List.of())).isEmpty();
        assertThat(BEHIND.client(Optional.empty(), List.of("198.51.100.7"))).isEmpty();
    }

    @Test
    void severalLinesCountAsOne() {
        assertThat(BEHIND.client(Optional.of(PROXY), List.of("203.0.113.9", "198.51.100.7, 10.0.0.1")))
                .isEqualTo(address("198.51.100.7"));
    }

    @Test
    void whereEveryHopIsOursTheFarthestIsTheClient() {
        assertThat(seen(BEHIND, PROXY, "192.168.1.1, 10.0.0.2")).isEqualTo(address("192.168.1.1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "for=198.51.100.7|198.51.100.7",
                "for=203.0.113.9, for=198.51.100.7;proto=https;by=10.0.0.1|198.51.100.7",
                "proto=https; For=\"198.51.100.7:4711\"|198.51.100.7",
                "for=\"[2001:db8::7]:_port\"|2001:db8::7",
                "for=\"203.0.113.9, for=\"[2001:db8::7]:4711\"|2001:db8::7",
                "for=\"a,b\", for=198.51.100.7|198.51.100.7",
            })
    void theStandardsHeaderIsReadTooAndAnOpenQuoteSwallowsNoProxysWord(String header, String client) {
        assertThat(seen(STANDARD, PROXY, header)).isEqualTo(address(client));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"for=unknown", "for=_x", "by=198.51.100.7", "198.51.100.7", "for=", "for=1.1.1.1;for=2.2.2.2"})
    void theStandardsHeaderMayLeaveTheClientUnknownToo(String header) {
        assertThat(seen(STANDARD, PROXY, "for=203.0.113.9, " + header)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0.0.0.0/0", "::/0", "10.1.2.3/8", "10.0.0.0/33", "proxy.example.org", "10.0.0.0/", "", "10/8"})
    void aListThatCannotBeMeantIsRefusedAtTheStart(String wrong) {
        assertThatThrownBy(() -> new Proxies(List.of(wrong), "X-Forwarded-For"))
                .hasMessageContaining("latchkey.proxies has " + wrong);
        assertThatThrownBy(() -> new Proxies(List.of(), "Client-IP")).hasMessageContaining("latchkey.forwarded-header");
    }

    @Test
    void aHeaderOfAnyLengthIsReadAtOnce() {
        String long1 = "203.0.113.9, ".repeat(100_000) + "198.51.100.7";

        assertThat(seen(BEHIND, PROXY, long1)).isEqualTo(address("198.51.100.7"));
        assertThat(seen(BEHIND, PROXY, "10.0.0.1, ".repeat(100_000))).isEqualTo(address("10.0.0.1"));
    }

    @Test
    void overHttpAStrangerCannotChooseItsAddress() throws IOException {
        AtomicReference<Proxies> proxies = new AtomicReference<>(BEHIND);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String peer = exchange.getRemoteAddress().getAddress().getHostAddress();
            List<String> forwarded = exchange.getRequestHeaders().getOrDefault("X-Forwarded-For", List.of());
            String seen = proxies.get()
                    .client(Optional.of(peer), forwarded)
                    .map(address -> address.inet().getHostAddress())
                    .orElse("unknown");
            exchange.sendResponseHeaders(200, seen.length());
            exchange.getResponseBody().write(seen.getBytes(StandardCharsets.US_ASCII));
            exchange.close();
        });
        server.start();
        try {
            assertThat(asked(server, "198.51.100.7")).isEqualTo("127.0.0.1");

            proxies.set(new Proxies(List.of("127.0.0.1"), "X-Forwarded-For"));

            assertThat(asked(server, "198.51.100.7")).isEqualTo("198.51.100.7");
            assertThat(asked(server, "198.51.100.7\r\nX-Forwarded-For: 203.0.113.9"))
                    .isEqualTo("203.0.113.9");
            assertThat(asked(server, "nonsense")).isEqualTo("unknown");
        } finally {
            server.stop(0);
        }
    }

    private static String asked(HttpServer server, String forwarded) throws IOException {
        try (Socket socket =
                new Socket(server.getAddress().getAddress(), server.getAddress().getPort())) {
            String request =
                    "GET / HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: " + forwarded + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            return answer.lines().reduce((first, second) -> second).orElseThrow();
        }
    }

    private static Optional<Address> seen(Proxies proxies, String peer, String header) {
        return proxies.client(Optional.of(peer), List.of(header));
    }

    private static Optional<Address> address(String text) {
        Optional<Address> address = Address.parse(text);
        assertThat(address).isPresent();
        return address;
    }
}
