package dev.latchkey.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What production refuses to start with: each case differs from one that is fit in a single setting. */
class ProductionChecksTest {
    private static final Map<String, String> FIT = Map.of(
            "quarkus.datasource.jdbc.url", "jdbc:postgresql://db.example/latchkey",
            "quarkus.datasource.username", "latchkey_app",
            "quarkus.flyway.username", "latchkey_owner",
            "latchkey.key", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
            "latchkey.relying-party.shop.origins", "https://shop.example,android:apk-key-hash:abc");

    @Test
    void aFitConfigurationHasNoComplaint() {
        List<String> complaints = complaints(FIT);

        assertThat(complaints).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quarkus.datasource.jdbc.url",
                "quarkus.datasource.username",
                "quarkus.flyway.username",
                "latchkey.key",
            })
    void aMissingSettingIsNamedInOneLine(String name) {
        Map<String, String> settings = new HashMap<>(FIT);
        settings.remove(name);

        List<String> complaints = complaints(settings);

        assertThat(complaints)
                .hasSize(1)
                .first()
                .asString()
                .startsWith(name + " is not set")
                .doesNotContain("\n");
    }

    @Test
    void theOwnerIsNotNeededWhereSomebodyElseMigrates() {
        Map<String, String> settings = new HashMap<>(FIT);
        settings.remove("quarkus.flyway.username");
        settings.put("quarkus.flyway.migrate-at-start", "false");

        List<String> complaints = complaints(settings);

        assertThat(complaints).isEmpty();
    }

    @Test
    void whatIsNoKeyIsNamedAndNotRepeated() {
        List<String> complaints = complaints(with("latchkey.key", "c2VjcmV0"));

        assertThat(complaints)
                .hasSize(1)
                .first()
                .asString()
                .startsWith("latchkey.key is not a key")
                .doesNotContain("c2VjcmV0");
    }

    @ParameterizedTest
    @CsvSource({
        "latchkey.relying-party.shop.origins, http://shop.example",
        "latchkey.relying-party.shop.origins, http://localhost:8080",
        "latchkey.relying-party.shop.origins[1], http://shop.example",
        "latchkey.relying-party.shop.issuer, http://shop.example",
        "latchkey.relying-party.console.origins, http://ops.shop.example",
        "latchkey.relying-party.shop.cors-origins, http://shop.example",
        "latchkey.relying-party.shop.return-addresses, http://shop.example/back",
    })
    void aPlainHttpAddressIsNamed(String name, String address) {
        List<String> complaints = complaints(with(name, address));

        assertThat(complaints).containsExactly(name + " is " + address + ": production speaks https only");
    }

    @Test
    void mailOverSmtpWithAServerASenderAndEncryptionHasNoComplaint() {
        List<String> complaints = complaints(mailing());

        assertThat(complaints).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "latchkey.notice.mail, captured, latchkey.notice.mail is captured",
        "latchkey.notice.from, '', latchkey.notice.from is not set",
        "quarkus.mailer.host, '', quarkus.mailer.host is not set",
        "quarkus.mailer.mock, true, quarkus.mailer.mock is true",
        "quarkus.mailer.start-tls, OPTIONAL, quarkus.mailer.start-tls must be REQUIRED",
    })
    void mailThatIsKeptBackOrCouldBeReadOnTheWayIsNamed(String name, String value, String complaint) {
        Map<String, String> settings = mailing();
        settings.put(name, value);

        List<String> complaints = complaints(settings);

        assertThat(complaints).hasSize(1).first().asString().startsWith(complaint);
    }

    @Test
    void theSwitchLetsTestsOfTheArtefactKeepTheirMail() {
        Map<String, String> settings = with("latchkey.notice.mail", "captured");
        settings.put(ProductionChecks.SWITCH, "true");

        List<String> complaints = complaints(settings);

        assertThat(complaints).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost, 0",
        "http://localhost:8080, 0",
        "http://shop.localhost:8080, 0",
        "http://localhost.example, 1",
        "http://shop.localhost.example, 1",
        "http://otherlocalhost, 1",
        "http://shop.example, 1",
    })
    void theSwitchAllowsLocalhostAndNothingElse(String origin, int expected) {
        Map<String, String> settings = with("latchkey.relying-party.shop.origins", origin);
        settings.put(ProductionChecks.SWITCH, "true");

        List<String> complaints = complaints(settings);

        assertThat(complaints).hasSize(expected);
    }

    @Test
    void aMigrationNeedsTheOwnerAndNoKey() {
        Map<String, String> settings = new HashMap<>(Map.of(
                "quarkus.datasource.jdbc.url", "jdbc:postgresql://db/latchkey",
                "quarkus.datasource.username", "latchkey_app",
                "quarkus.flyway.username", "latchkey_owner",
                "quarkus.flyway.password", "p"));

        assertThat(complaintsOfAMigration(settings)).isEmpty();
        settings.remove("quarkus.flyway.password");
        assertThat(complaintsOfAMigration(settings))
                .containsExactly("quarkus.flyway.password is not set: that role's password");
    }

    private static List<String> complaintsOfAMigration(Map<String, String> settings) {
        return ProductionChecks.complaintsOfAMigration(name -> Optional.ofNullable(settings.get(name)));
    }

    private static Map<String, String> mailing() {
        Map<String, String> settings = new HashMap<>(FIT);
        settings.put("latchkey.notice.mail", "smtp");
        settings.put("latchkey.notice.from", "no-reply@shop.example");
        settings.put("quarkus.mailer.host", "smtp.shop.example");
        settings.put("quarkus.mailer.start-tls", "REQUIRED");
        return settings;
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> settings = new HashMap<>(FIT);
        settings.put(name, value);
        return settings;
    }

    private static List<String> complaints(Map<String, String> settings) {
        return ProductionChecks.complaints(
                name -> Optional.ofNullable(settings.get(name)).filter(text -> !text.isBlank()),
                settings.keySet().iterator());
    }
}
