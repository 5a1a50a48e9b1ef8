package dev.latchkey.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.latchkey.postgres.TestServer;
import dev.latchkey.testing.BehindAProxy;
import dev.latchkey.testing.Customer;
import dev.latchkey.testing.Inbox;
import dev.latchkey.testing.VirtualAuthenticator;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** After a whole journey nothing in the database and in the log tells who, from where and with what. */
@QuarkusTest
@TestProfile(BehindAProxy.class)
class PrivacyDumpTest {
    private static final String ADDRESS = "2001:db8:51a7:c3e9:a1b2:c3d4:e5f6:789a";
    private static final String AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
            + " Quetzalcoatl/7.31.4159 (zyxwvut)";
    private static final String NAME = "ximena-quetzalli-93";
    private static final String DISPLAY_NAME = "Ximena Quetzalli Ñandú";
    private static final String NICKNAME = "Ximenas altes Telefon";
    private static final String DEVICE = "__Host-latchkey-device";
    private static final int PIECE = 12;

    private final byte[] device = device();
    private final Customer ana = new Customer();
    private final ConcurrentLinkedQueue<String> logged = new ConcurrentLinkedQueue<>();

    @Test
    void nothingThatTellsWhoOrWhereIsInAnyColumnOrInTheLog() throws SQLException {
        Handler listening = listening();
        Logger.getLogger("").addHandler(listening);
        Inbox inbox = new Inbox("quetzalli.ximena");

        journey(inbox);
        Logger.getLogger("").removeHandler(listening);
        List<String> rows = dump();

        assertThat(rows).hasSizeGreaterThan(20);
        assertThat(rows).as("what is looked for would be found").anyMatch(row -> row.contains("decision_log"));
        Map<String, String> needles = needles(inbox.address());
        assertThat(found(needles, rows)).as("in the database").isEmpty();
        assertThat(found(needles, List.copyOf(logged))).as("in the log").isEmpty();
    }

    private void journey(Inbox inbox) {
        Response options = browser()
                .body(Map.of("username", NAME, "displayName", DISPLAY_NAME))
                .post("/v1/webauthn/registration/options");
        ana.keep(browser()
                .body(ana.device().create(options.asString()))
                .post("/v1/webauthn/registration/verify")
                .then()
                .statusCode(201)
                .extract()
                .response());
        signIn(ana.device()).then().statusCode(200);
        ana.keep(signIn(ana.device()));
        signedIn()
                .body(Map.of("address", inbox.address()))
                .put("/v1/me/email")
                .then()
                .statusCode(202);
        signedIn()
                .body(Map.of("code", inbox.next().code()))
                .post("/v1/me/email/verify")
                .then()
                .statusCode(200);
        String another =
                signedIn().body("{}").post("/v1/webauthn/registration/options").asString();
        String added = signedIn()
                .body(new VirtualAuthenticator(Customer.origin()).create(another))
                .post("/v1/webauthn/registration/verify")
                .then()
                .statusCode(201)
                .extract()
                .path("credential.id");
        signedIn()
                .body(Map.of("nickname", NICKNAME))
                .patch("/v1/me/credentials/" + added)
                .then()
                .statusCode(200);
        inbox.next();
        signedIn()
                .get("/v1/me/activity")
                .then()
                .statusCode(200)
                .body("activity[0].device.browser", equalTo("Firefox"))
                .body("activity.find { it.kind == 'signed_up' }.place", containsString("Munich"));
        signedIn().body("{}").post("/v1/me/recovery-codes").then().statusCode(201);
        Response refreshed =
                browser().body(Map.of("refresh_token", ana.refreshToken())).post("/v1/token/refresh");
        refreshed.then().statusCode(200);
        browser()
                .body("{\"" + NAME + "\":")
                .post("/v1/webauthn/authentication/options")
                .then()
                .statusCode(400);
        signedIn().put("/v1/me/email").then().statusCode(400);
    }

    private Response signIn(VirtualAuthenticator with) {
        String options =
                browser().body("{}").post("/v1/webauthn/authentication/options").asString();
        return browser().body(with.get(options)).post("/v1/webauthn/authentication/verify");
    }

    private RequestSpecification signedIn() {
        return browser().header("Authorization", "Bearer " + ana.accessToken());
    }

    private RequestSpecification browser() {
        return ana.asStranger()
                .header("User-Agent", AGENT)
                .header("X-Forwarded-For", ADDRESS)
                .cookie(DEVICE, base64Url(device));
    }

    /** What must not be found, by the words for it; lower case, as text and as bytes. */
    private Map<String, String> needles(String mail) {
        Map<String, String> plain = new LinkedHashMap<>();
        plain.put("address", ADDRESS);
        plain.put("network", "2001:db8:51a7:c3e9");
        plain.put("mail", mail);
        plain.put("mail's local part", mail.substring(0, mail.indexOf('@')));
        plain.put("name", NAME);
        plain.put("display name", DISPLAY_NAME);
        plain.put("nickname", NICKNAME);
        plain.put("device", base64Url(device));
        for (int at = 0; at + PIECE <= AGENT.length(); at++) {
            plain.put("agent from " + at, AGENT.substring(at, at + PIECE));
        }
        Map<String, String> all = new LinkedHashMap<>();
        plain.forEach((what, text) -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            all.put(what, text.toLowerCase(Locale.ROOT));
            all.put(what + ", as bytes", HexFormat.of().formatHex(bytes));
            all.put(what + ", in base64url", base64Url(bytes).toLowerCase(Locale.ROOT));
        });
        all.put("address, packed", "20010db851a7c3e9a1b2c3d4e5f6789a");
        all.put("network, packed", "20010db851a7c3e9");
        all.put("device, as it is", HexFormat.of().formatHex(device));
        return all;
    }

    private static List<String> found(Map<String, String> needles, List<String> haystack) {
        List<String> found = new ArrayList<>();
        for (String straw : haystack) {
            String lower = straw.toLowerCase(Locale.ROOT);
            needles.forEach((what, text) -> {
                if (lower.contains(text)) {
                    found.add(what + " in " + straw);
                }
            });
        }
        return found;
    }

    /** Every row of every table, its bytes in hexadecimal. */
    private static List<String> dump() throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = TestServer.asSuperuser();
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet found = statement.executeQuery(
                    "select quote_ident(relname) from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace")) {
                while (found.next()) {
                    tables.add(found.getString(1));
                }
            }
            for (String table : tables) {
                try (ResultSet row = statement.executeQuery("select t::text from " + table + " t")) {
                    while (row.next()) {
                        rows.add(table + ": " + row.getString(1));
                    }
                }
            }
        }
        return rows;
    }

    private Handler listening() {
        return new Handler() {
            @Override
            public void publish(LogRecord entry) {
                StringBuilder line = new StringBuilder(entry.getLoggerName() + " " + entry.getMessage());
                Object[] parameters = entry.getParameters();
                for (Object parameter : parameters == null ? new Object[0] : parameters) {
                    line.append(' ').append(parameter);
                }
                for (Throwable cause = entry.getThrown(); cause != null; cause = cause.getCause()) {
                    line.append(' ').append(cause);
                }
                logged.add(line.toString());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    private static byte[] device() {
        return HexFormat.of()
                .parseHex("5eb1c2d3a4958677" + "1122334455667788" + "99aabbccddeeff01" + "fedcba9876543210");
    }

    private static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
