package dev.latchkey.keyring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import dev.latchkey.id.Bytes;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.TestServer;
import dev.latchkey.secret.KeyRing;
import dev.latchkey.secret.KeyedHash;
import dev.latchkey.secret.Vault;
import dev.latchkey.testing.Customer;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A change of the key-encryption key, on a real database: everything is closed anew, and the former key may go. */
@QuarkusTest
@TestProfile(FormerKey.class)
class RotationTest {
    private static final String UNIQUE = Customer.origin().replace("http://localhost", "http://unique.localhost");
    private static final int MANY = 1200;
    private static final String ACCOUNT_KEY = "account-key";

    private final SecureRandom random = new SecureRandom();
    private final KeyRing formerRing = new KeyRing(FormerKey.KEY, List.of());
    private final Vault former = new Vault(formerRing, random);

    @Inject
    Rotation rotation;

    @Inject
    KnownKeys known;

    @Inject
    KeptKeys kept;

    @Inject
    @All
    List<Closed> rooms;

    @Inject
    Vault vault;

    @Inject
    KeyRing ring;

    @Inject
    Database database;

    @Inject
    Clock clock;

    @BeforeEach
    void theFormerKeyIsNeeded() throws SQLException {
        owner("update keyring_key set retired_at = null, last_current_at = null where name = " + formerRing.current());
    }

    @AfterEach
    void nothingOfItIsLeftForOtherTests() throws SQLException {
        rotation.reclose(progress -> {});
        owner("delete from account where relying_party = 'demo' and state = 'made-up'");
        owner("delete from keyring_kept");
        owner("update keyring_key set retired_at = now() where name = " + formerRing.current());
    }

    @Test
    void everythingClosedUnderTheFormerKeyOpensWithoutItAfterwards() throws Exception {
        Customer ana = new Customer(UNIQUE).signUp("ana-of-the-former-key");
        asIfBeforeTheChange();
        assertThat(rowsUnderTheFormerKey()).isGreaterThanOrEqualTo(2);

        rotation.reclose(progress -> {});

        assertThat(rowsUnderTheFormerKey()).isZero();
        assertThat(everyRowOpensWith(new Vault(new KeyRing(deskKey(), List.of()), random)))
                .isTrue();
        ana.signIn();
        ana.signedIn().get("/v1/me").then().body("account.username", equalTo("ana-of-the-former-key"));
    }

    @Test
    void aUniqueNameIsStillTakenWhenTheFormerKeyIsGone() throws Exception {
        new Customer(UNIQUE).signUp("taken-for-good");
        asIfBeforeTheChange();
        byte[] before = indexOf("taken-for-good", formerRing);
        assertThat(standsInTheIndex(before)).isTrue();

        rotation.reclose(progress -> {});

        assertThat(standsInTheIndex(before)).isFalse();
        assertThat(standsInTheIndex(indexOf("taken-for-good", ring))).isTrue();
    }

    @Test
    void whatWasBrokenOffInTheMiddleGoesOnAndNothingIsDoneTwice() throws SQLException {
        makeUpAccounts();
        assertThatThrownBy(() -> rotation.reclose(progress -> {
                    throw new IllegalStateException("the operator's connection broke off");
                }))
                .hasMessageContaining("broke off");
        long left = rowsUnderTheFormerKey();
        assertThat(left).isGreaterThan(0).isLessThan(MANY);

        List<Rotation.Progress> told = new ArrayList<>();
        rotation.reclose(told::add);

        assertThat(rowsUnderTheFormerKey()).isZero();
        assertThat(told.stream()
                        .filter(progress -> progress.table().equals("account"))
                        .mapToLong(Rotation.Progress::reclosed)
                        .max())
                .hasValue(left);
    }

    @Test
    void aKeyThatIsNeededIsNotRetired() throws SQLException {
        makeUpAccounts();

        var refused = rotation.retire(formerRing.current());
        rotation.reclose(progress -> {});
        var afterwards = rotation.retire(formerRing.current());

        assertThat(refused).hasValueSatisfying(why -> assertThat(why).contains(MANY + " of account"));
        assertThat(afterwards).isEmpty();
    }

    @Test
    void aKeyThatAReplicaStillClosesUnderIsNotRetired() {
        known.current(formerRing.current(), clock.instant());

        assertThat(rotation.retire(formerRing.current()))
                .hasValueSatisfying(why -> assertThat(why).contains("a replica"));
        assertThat(rotation.retire(ring.current()))
                .hasValueSatisfying(why -> assertThat(why).contains("new things"));
    }

    @Test
    void aStartWithoutANeededKeyIsRefusedAndSaysHowManyRowsNeedIt() throws Exception {
        makeUpAccounts();
        KeyRing without = new KeyRing(deskKey(), List.of());

        assertThatThrownBy(() -> start(without))
                .hasMessageContaining("latchkey.previous-keys lacks key " + KeyRing.text(formerRing.current()))
                .hasMessageContaining("at least 1200 of account")
                .hasMessageNotContaining(Base64.getEncoder().encodeToString(FormerKey.KEY));
    }

    @Test
    void aStartWithoutAKeyThatNothingNeedsIsNoted() throws Exception {
        rotation.reclose(progress -> {});
        KeyRing without = new KeyRing(deskKey(), List.of());

        assertThatCode(() -> start(without)).doesNotThrowAnyException();

        assertThat(rotation.keys())
                .filteredOn(key -> key.name() == formerRing.current())
                .allSatisfy(key -> assertThat(key.retiredAt()).isPresent());
    }

    @Test
    void whatIsDerivedFromTheFormerKeyOutlivesItForRefreshTokensJournalAndHabits() throws Exception {
        rotation.reclose(progress -> {});
        KeyRing without = new KeyRing(deskKey(), List.of());

        new KeptKeys(database, new Vault(without, random), without).load();

        for (String purpose : List.of("hash/refresh-token", "audit-chain")) {
            assertThat(without.derive(formerRing.current(), purpose, "HmacSHA256"))
                    .isEqualTo(formerRing.derive(formerRing.current(), purpose, "HmacSHA256"))
                    .isPresent();
        }
        long epoch = Instant.now(clock).getEpochSecond() / (90L * 24 * 3600);
        assertThat(without.deriveAll("hash/fact/demo/" + epoch, "HmacSHA256"))
                .hasSize(2)
                .contains(formerRing.derive("hash/fact/demo/" + epoch, "HmacSHA256"));
        assertThat(without.derive(formerRing.current(), "vault/account-key", "AES"))
                .as("what would open accounts is not kept")
                .isEmpty();
    }

    private void start(KeyRing with) {
        new KeyringStart(known, new KeptKeys(database, new Vault(with, random), with), rooms, with, clock)
                .check(new StartupEvent());
    }

    /** Puts every row back to where it stood before the operator changed the key. */
    private void asIfBeforeTheChange() throws SQLException {
        for (Map.Entry<String, String[]> table : Map.of(
                        "account", new String[] {"id::text", "data_key", ACCOUNT_KEY},
                        "token_signing_key", new String[] {"kid", "private_key", "token-signing-key"})
                .entrySet()) {
            String id = table.getValue()[0];
            String column = table.getValue()[1];
            database.many(
                            "select " + id + ", " + column + " from " + table.getKey(),
                            row -> new Closed.Row(row.getString(1), Bytes.of(row.getBytes(2))))
                    .forEach(row -> vault.open(table.getValue()[2], row.id(), row.closed())
                            .ifPresent(plain -> write(
                                    "update " + table.getKey() + " set " + column + " = ? where " + id + " = ?",
                                    former.close(table.getValue()[2], row.id(), plain)
                                            .toArray(),
                                    row.id())));
        }
        for (String name : List.of("ana-of-the-former-key", "taken-for-good")) {
            write(
                    "update account set username_index = ? where username_index = ?",
                    indexOf(name, formerRing),
                    indexOf(name, ring));
        }
    }

    private void makeUpAccounts() throws SQLException {
        try (Connection connection = TestServer.asOwner();
                PreparedStatement insert = connection.prepareStatement("""
                insert into account (id, relying_party, user_handle, label, data_key, state, created_at)
                values (?, 'demo', ?, ?, ?, 'made-up', now())""")) {
            for (int i = 0; i < MANY; i++) {
                UUID id = UUID.randomUUID();
                insert.setObject(1, id);
                insert.setBytes(2, Bytes.random(64, random).toArray());
                insert.setBytes(3, Bytes.random(64, random).toArray());
                insert.setBytes(
                        4,
                        former.close(
                                        ACCOUNT_KEY,
                                        id.toString(),
                                        Bytes.random(32, random).toArray())
                                .toArray());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private long rowsUnderTheFormerKey() {
        return rooms.stream()
                .mapToLong(room -> Walk.count(room, formerRing.current(), Long.MAX_VALUE))
                .sum();
    }

    private boolean everyRowOpensWith(Vault without) {
        return database
                .many(
                        "select id::text, data_key from account",
                        row -> new Closed.Row(row.getString(1), Bytes.of(row.getBytes(2))))
                .stream()
                .allMatch(
                        row -> without.open(ACCOUNT_KEY, row.id(), row.closed()).isPresent());
    }

    private boolean standsInTheIndex(byte[] index) {
        return database.one("select 1 from account where username_index = ?", row -> true, (Object) index)
                .isPresent();
    }

    private static byte[] indexOf(String name, KeyRing under) {
        return new KeyedHash(under.derive("hash/username", "HmacSHA256"))
                .of("unique/" + name)
                .toArray();
    }

    private static byte[] deskKey() throws IOException {
        return Base64.getDecoder()
                .decode(Files.readString(Path.of("target/latchkey-test/key")).strip());
    }

    private static void write(String sql, Object first, Object second) {
        try (Connection connection = TestServer.asOwner();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, first);
            statement.setObject(2, second);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void owner(String sql) throws SQLException {
        try (Connection connection = TestServer.asOwner();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.executeUpdate();
        }
    }
}
