package dev.latchkey.staff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.postgres.Database;
import dev.latchkey.relyingparty.RelyingParties;
import dev.latchkey.relyingparty.RelyingPartyRegister;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each start of a desk makes a link for a first operator, until there is one; no other start does. */
@QuarkusTest
class FirstOperatorTest {
    private final RelyingPartyId console =
            new RelyingPartyId("desk-" + UUID.randomUUID().toString().substring(0, 8));

    @Inject
    RelyingParties relyingParties;

    @Inject
    RelyingPartyRegister register;

    @Inject
    Invitations invitations;

    @Inject
    Grants grants;

    @Inject
    Database database;

    @BeforeEach
    void aConsoleThatNobodyRuns() {
        register.put(console, """
                {"name": "Console", "use": "staff", "rp_id": "%1$s.example", "hosts": ["%1$s.example"],
                 "origins": ["https://%1$s.example"]}""".formatted(console));
    }

    @Test
    void everyStartOfADeskMakesALinkUntilSomebodyIsAdmin() {
        start(LaunchMode.DEVELOPMENT);
        start(LaunchMode.DEVELOPMENT);
        long before = links();
        somebodyBecomes(Role.ANALYST);
        start(LaunchMode.DEVELOPMENT);
        long withAnAnalyst = links();
        somebodyBecomes(Role.ADMIN);
        long withAnAdmin = links();

        start(LaunchMode.DEVELOPMENT);

        assertThat(before).isEqualTo(2);
        assertThat(withAnAnalyst).isEqualTo(4); // the analyst's own, and one more start's
        assertThat(links()).isEqualTo(withAnAdmin);
    }

    @Test
    void noOtherStartMakesOne() {
        start(LaunchMode.NORMAL);
        start(LaunchMode.TEST);

        assertThat(links()).isZero();
    }

    private void start(LaunchMode mode) {
        new FirstOperator(relyingParties, invitations, grants, mode).atStart(new StartupEvent());
    }

    private void somebodyBecomes(Role role) {
        String token = invitations
                .invite(console, Map.of(new RelyingPartyId("demo"), Set.of(role)), "", "test")
                .token();
        QuarkusTransaction.requiringNew().run(() -> {
            Bytes hash = invitations.good(console, token).orElseThrow();
            invitations.accept(console, hash, new AccountId(UUID.randomUUID()));
        });
    }

    private long links() {
        return database.one(
                        "select count(*) from staff_invitation where console = ?",
                        row -> row.getLong(1),
                        console.value())
                .orElseThrow();
    }
}
