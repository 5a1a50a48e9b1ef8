package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.account.Account;
import dev.latchkey.account.Accounts;
import dev.latchkey.account.Label;
import dev.latchkey.account.PersonalData;
import dev.latchkey.account.PrivateFacts;
import dev.latchkey.assurance.Assurance;
import dev.latchkey.id.AccountId;
import dev.latchkey.id.UserHandle;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Writes;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.relyingparty.RelyingParty.SessionMode;
import dev.latchkey.session.OpenSession;
import dev.latchkey.session.Session;
import dev.latchkey.session.Sessions;
import dev.latchkey.testing.Parties;
import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What sessions and tokens keep about a person, and that it goes. */
@QuarkusTest
class DrawersTest {
    private static final PrivateFacts DEVICE =
            new PrivateFacts(Map.of(PrivateFacts.BROWSER, "Firefox", PrivateFacts.OS, "Linux"));

    @Inject
    @All
    List<PersonalData> drawers;

    @Inject
    Accounts accounts;

    @Inject
    Sessions sessions;

    @Inject
    Tokens tokens;

    @Inject
    Database database;

    @Inject
    Clock clock;

    @Inject
    SecureRandom random;

    private final RelyingParty party = Parties.fresh();

    @Test
    void theExportSaysWhenHowSureAndOnWhichDeviceAndNoSecret() {
        Account account = account();
        Session session = signIn(account);

        Map<String, List<Map<String, Object>>> exported = drawer("session").export(account);
        Map<String, List<Map<String, Object>>> renewals = drawer("token_family").export(account);

        assertThat(exported.get("sessions"))
                .singleElement()
                .satisfies(record -> assertThat(record)
                        .containsEntry("id", session.id().toString())
                        .containsEntry("acr", "urn:latchkey:acr:2")
                        .containsEntry("device", DEVICE.facts())
                        .containsEntry("created_at", session.createdAt().toString()));
        assertThat(renewals.get("renewals"))
                .singleElement()
                .satisfies(record -> assertThat(record)
                        .containsOnlyKeys("session", "renewed", "last_renewed_at")
                        .containsEntry("renewed", 0));
    }

    @Test
    void erasingLeavesNothingWhicheverDrawerGoesFirst() {
        Account one = account();
        Account other = account();
        Account kept = account();
        signIn(one);
        signIn(other);
        signIn(kept);

        QuarkusTransaction.requiringNew().run(() -> {
            drawer("session").erase(one);
            drawer("token_family").erase(one);
            drawer("token_family").erase(other);
            drawer("session").erase(other);
        });

        assertThat(rowsOf(one)).isZero();
        assertThat(rowsOf(other)).isZero();
        assertThat(rowsOf(kept)).isEqualTo(1);
        assertThat(orphans()).isZero();
    }

    private PersonalData drawer(String table) {
        return drawers.stream()
                .filter(drawer -> drawer.tables().contains(table))
                .findFirst()
                .orElseThrow();
    }

    private Account account() {
        AccountId id = AccountId.create(clock.instant(), random);
        return accounts.create(
                party, id, UserHandle.create(random), new Label("ana@example.org", "Ana"), clock.instant());
    }

    private Session signIn(Account account) {
        return QuarkusTransaction.requiringNew().call(() -> {
            Writes writes = database.writes();
            Session session = sessions.open(
                    writes,
                    new OpenSession(
                            party,
                            account.id(),
                            Optional.empty(),
                            "latchkey-web",
                            SessionMode.TOKEN,
                            Assurance.passkey(true, clock.instant()),
                            Optional.of(DEVICE.close(account.key()))));
            tokens.issue(writes, party, session);
            writes.send();
            return session;
        });
    }

    private long rowsOf(Account account) {
        return count(
                "select count(*) from session s join token_family f on f.session = s.id where s.account = ?",
                account.id().value());
    }

    private long orphans() {
        return count("select count(*) from token_family where session not in (select id from session)");
    }

    private long count(String sql, Object... arguments) {
        return database.one(sql, row -> row.getLong(1), arguments).orElseThrow();
    }
}
