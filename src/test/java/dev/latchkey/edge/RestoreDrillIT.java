package dev.latchkey.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.latchkey.postgres.OwnCluster;
import dev.latchkey.testing.Await;
import dev.latchkey.testing.Customer;
import dev.latchkey.testing.Replica;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The restore of docs/backup.md, with the tools it names: dump, lose the machine, restore, serve. Skipped, and said so,
 * where no PostgreSQL with its tools is installed.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RestoreDrillIT {
    private static final Duration SEALED = Duration.ofSeconds(20);
    private static final int PORT = Replica.freePort();

    @TempDir
    static Path folder;

    private static OwnCluster cluster;
    private static Replica replica;
    private static Customer keeps;
    private static Customer erased;
    private static Customer late;
    private static String refreshTokenOfBefore = "";
    private static String erasedId = "";
    private static String[] headOfBefore = {"0", ""};

    @BeforeAll
    static void aBackupALossAndARestore() throws Exception {
        Optional<Path> tools = OwnCluster.tools();
        assumeTrue(tools.isPresent(), "NOT RUN: no PostgreSQL with pg_dump and pg_restore is installed here");
        cluster = OwnCluster.make(tools.orElseThrow(), folder.resolve("cluster"));
        replica = Replica.start("drill-before", PORT, settings()).awaitStarted();
        keeps = new Customer(replica.address()).signUp("keeps");
        erased = new Customer(replica.address()).signUp("erased");
        erasedId = erased.signedIn().get("/v1/me").path("account.id");
        refreshTokenOfBefore = keeps.refreshToken();
        awaitSealed();

        cluster.asOwner("pg_dump", "--format=custom", "--file=" + folder.resolve("dump"), "latchkey");

        erased.signedIn().delete("/v1/me").then().statusCode(204);
        late = new Customer(replica.address()).signUp("late");
        awaitSealed();
        Await.until("told", SEALED, () -> Long.parseLong(head()[0]) == cluster.sealedEntries());
        headOfBefore = head();
        replica.kill();
        cluster.destroyAndBeginAnew();
        cluster.asOwner(
                "pg_restore",
                "--dbname=latchkey",
                "--single-transaction",
                "--exit-on-error",
                folder.resolve("dump").toString());
    }

    @AfterAll
    static void end() throws Exception {
        Optional.ofNullable(replica).ifPresent(Replica::kill);
        if (cluster != null) {
            cluster.stop();
        }
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(cluster.settings());
        settings.put("latchkey.key", Base64.getEncoder().encodeToString("the key is kept apart, 32 bytes!".getBytes()));
        settings.put("latchkey.account.erasure-ledger", folder.resolve("ledger").toString());
        settings.put("latchkey.allow-desk-settings-in-production", "true");
        settings.put("latchkey.relying-party.demo.name", "Demo");
        settings.put("latchkey.relying-party.demo.rp-id", "localhost");
        settings.put("latchkey.relying-party.demo.hosts", "localhost:" + PORT);
        settings.put("latchkey.relying-party.demo.origins", "http://localhost:" + PORT);
        return settings;
    }

    @Test
    @Order(1)
    void aRestoredDatabaseIsNotServedWithoutItsKey() {
        Map<String, String> wrongKey = new HashMap<>(settings());
        wrongKey.put("latchkey.key", Base64.getEncoder().encodeToString("another key that also has 32 byt".getBytes()));

        Replica.Ended ended = Replica.run(wrongKey, "journal", "verify");

        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.out() + ended.err())
                .contains("latchkey.previous-keys lacks key")
                .contains(" of account");
    }

    @Test
    @Order(2)
    void aRestoredDatabaseIsNotServedWhileTheLedgerCannotBeRead() throws Exception {
        Map<String, String> unreadable = new HashMap<>(settings());
        unreadable.put(
                "latchkey.account.erasure-ledger",
                Files.createFile(folder.resolve("no-folder")).toString());

        Replica.Ended ended = Replica.run(unreadable, "journal", "verify");

        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.out() + ended.err()).contains("latchkey.account.erasure-ledger cannot be read");
    }

    @Test
    @Order(3)
    void theServiceComesUpAndErasesAnewWhatTheBackupBroughtBack() {
        replica = Replica.start("drill-after", PORT, settings()).awaitStarted();

        assertThat(replica.log())
                .anySatisfy(line ->
                        assertThat(line).contains("erased anew what a restored backup had brought back accounts=1"));
        erased.trySignIn(knobs -> knobs).then().statusCode(404).body("code", equalTo("unknown-passkey"));
        Replica.Ended again = Replica.run(
                settings(), "erasure", "apply", folder.resolve("ledger").toString());
        assertThat(again.out()).contains("1 lines, 0 accounts stood again");
        assertThat(Replica.run(settings(), "erasure", "list").out()).contains(" demo " + erasedId);
    }

    @Test
    @Order(4)
    void theSamePasskeySignsIn() {
        keeps.signIn();

        keeps.signedIn().get("/v1/me").then().statusCode(200).body("account.username", equalTo("keeps"));
    }

    @Test
    @Order(5)
    void aRefreshTokenOfBeforeTheBackupRefreshes() {
        keeps.asStranger()
                .body(Map.of("refresh_token", refreshTokenOfBefore))
                .post("/v1/token/refresh")
                .then()
                .statusCode(200);
    }

    @Test
    @Order(6)
    void whoSignedUpAfterTheBackupIsToldThatTheirPasskeyIsUnknown() {
        late.trySignIn(knobs -> knobs).then().statusCode(404).body("code", equalTo("unknown-passkey"));
    }

    @Test
    @Order(7)
    void theJournalIsWholeAndSaysThatItsEndIsMissing() {
        awaitSealed();

        Replica.Ended verified = Replica.run(settings(), "journal", "verify");
        Replica.Ended compared = Replica.run(settings(), "journal", "verify-head", headOfBefore[0], headOfBefore[1]);

        assertThat(verified.out()).contains("intact: ");
        assertThat(verified.exitCode()).isZero();
        assertThat(compared.exitCode()).isEqualTo(1);
        assertThat(compared.out()).contains("its end was cut off");
    }

    private static void awaitSealed() {
        Await.until("sealed", SEALED, cluster::everythingIsSealed);
    }

    private static String[] head() {
        String well = new String(
                replica.management()
                        .send(replica.management().request("GET", "/q/health/well"))
                        .body(),
                StandardCharsets.UTF_8);
        Map<String, Object> journal = JsonPath.from(well).getMap("checks.find { it.name == 'journal' }.data");
        return Stream.of("seq", "mac").map(name -> journal.get(name).toString()).toArray(String[]::new);
    }
}
