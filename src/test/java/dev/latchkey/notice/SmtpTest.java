package dev.latchkey.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.postgres.TestServer;
import dev.latchkey.testing.Await;
import dev.latchkey.testing.Customer;
import dev.latchkey.testing.Inbox;
import dev.latchkey.testing.MailServer;
import dev.latchkey.testing.MailServer.Received;
import dev.latchkey.testing.MovableClock;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Mail over a real wire to a real mail server. */
@QuarkusTest
@WithTestResource(MailServer.class)
class SmtpTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Pattern CODE = Pattern.compile("(?m)^ {4}(\\d{6})$");

    @Inject
    MovableClock clock;

    MailServer server;

    private final Customer ana = new Customer().signUp("ana");
    private final String address = new Inbox("ana").address();

    @AfterEach
    void now() {
        clock.reset();
    }

    @Test
    void aCodeArrivesInTwoFormsAndConfirmsTheAddress() {
        claim(address);
        Received mail = arrived(1);

        Response verified = verify(codeIn(mail));

        verified.then().statusCode(200);
        assertThat(mail.header("From")).isEqualTo("\"Latchkey demo\" <" + MailServer.FROM + ">");
        assertThat(mail.header("To")).isEqualTo(address);
        assertThat(mail.header("Subject")).isEqualTo("Your code for Latchkey demo");
        assertThat(mail.header("Message-ID")).matches("<[0-9a-f-]{36}@latchkey.example>");
        assertThat(mail.header("Auto-Submitted")).isEqualTo("auto-generated");
        assertThat(mail.header("Content-Type")).startsWith("multipart/alternative");
        assertThat(mail.text())
                .contains("text/plain")
                .contains("text/html")
                .contains("<html lang=\"en\" dir=\"ltr\">")
                .doesNotContain("http", "<img", "src=");
    }

    @Test
    void otherScriptsArriveAsTheyWereWritten() {
        ana.signedIn()
                .header("Accept-Language", "zh-Hans")
                .body(Map.of("address", address))
                .put("/v1/me/email")
                .then()
                .statusCode(202);

        Received mail = arrived(1);

        assertThat(mail.text()).contains("请输入此验证码，确认这个邮箱是你的：");
        assertThat(mail.header("Subject")).startsWith("=?UTF-8?");
    }

    @Test
    void aMailServerThatIsAwayDelaysMailAndNobody() throws SQLException {
        server.goAway();
        try {
            claim(address);
            Await.until("a first try", LONG, () -> attempts() >= 1);

            ana.signIn();
            assertThat(waiting()).isEqualTo(1);
        } finally {
            server.comeBack();
        }
        clock.advance(Duration.ofMinutes(2));
        Received mail = arrived(1);
        ana.signIn();

        verify(codeIn(mail)).then().statusCode(200);
        Await.until("it to be noted", LONG, () -> waiting() == 0);
    }

    @Test
    void aMailWhoseAnswerWasLostIsSentAgainUnderTheSameName() {
        server.answers(address, 451);
        claim(address);
        Received first = arrived(1);

        server.accepts(address);
        clock.advance(Duration.ofMinutes(1));
        Received second = arrived(2);

        assertThat(second.header("Message-ID")).isEqualTo(first.header("Message-ID"));
        assertThat(codeIn(second)).isEqualTo(codeIn(first));
        Await.until("it to be noted", LONG, () -> waiting() == 0);
        assertThat(server.mailsTo(address)).hasSize(2);
    }

    @Test
    void aMailThatIsRefusedForGoodIsGivenUpAndHoldsUpNoOther() {
        String refused = "refused." + address;
        server.answers(refused, 550);
        claim(refused);
        Await.until("it to be given up", LONG, () -> count("failed_at is not null and recipient is null") == 1);

        claim(address);

        assertThat(codeIn(arrived(1))).hasSize(6);
        assertThat(server.mailsTo(refused)).hasSize(1);
    }

    private void claim(String to) {
        ana.signedIn().body(Map.of("address", to)).put("/v1/me/email").then().statusCode(202);
    }

    private Response verify(String code) {
        return ana.signedIn().body(Map.of("code", code)).post("/v1/me/email/verify");
    }

    private Received arrived(int number) {
        Await.until("mail number " + number, LONG, () -> server.mailsTo(address).size() >= number);
        return server.mailsTo(address).get(number - 1);
    }

    private static String codeIn(Received mail) {
        Matcher code = CODE.matcher(mail.text());
        assertThat(code.find()).isTrue();
        return code.group(1);
    }

    private int waiting() {
        return count("sent_at is null and failed_at is null");
    }

    private int attempts() {
        return count("attempts > 0 and next_attempt < created_at + interval '1 minute'");
    }

    private int count(String which) {
        String account = ana.signedIn().get("/v1/me").path("account.id");
        try (Connection owner = TestServer.asOwner();
                PreparedStatement query = owner.prepareStatement(
                        "select count(*) from notice_outbox where account = ?::uuid and " + which)) {
            query.setString(1, account);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
