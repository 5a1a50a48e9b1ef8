package dev.latchkey.stepup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.account.Account;
import dev.latchkey.testing.Customer;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the room keeps of a person: said in full, and gone when it is asked to go. */
@QuarkusTest
class StepUpDrawerTest {
    @Inject
    Lobby lobby;

    @Inject
    StepUpDrawer drawer;

    @Test
    void everythingIsSaidAndGoesWithTheAccount() {
        Customer ana = new Customer().signUp("ana");
        UUID id = Lobby.idOf(ana);
        byte[] secret = lobby.app(ana);
        Lobby.recoveryCodes(ana);
        String ticket =
                lobby.asking(ana).toApprove(Lobby.payout(), Optional.empty()).ticket();
        Lobby.ask(ana, "device", ticket).then().statusCode(200);
        Lobby.verify(ana, "totp", ticket, "000000").then().statusCode(401);
        Account account = lobby.accountOf(ana);

        Map<String, List<Map<String, Object>>> export =
                QuarkusTransaction.requiringNew().call(() -> drawer.export(account));
        Map<String, Integer> before = rows(id);
        QuarkusTransaction.requiringNew().run(() -> drawer.erase(account));

        assertThat(export.get("recovery_codes")).hasSize(10);
        assertThat(export.get("authenticator_app")).hasSize(1);
        assertThat(export.get("checks_asked_for").getFirst())
                .containsEntry("action", "payout")
                .containsEntry("transaction", Lobby.payout().members());
        assertThat(export.get("asked_on_other_devices").getFirst())
                .containsEntry("browser", "unknown")
                .containsEntry("state", "waiting")
                .containsEntry("transaction", Lobby.payout().members());
        assertThat(export.get("wrong_codes").getFirst()).containsEntry("count", 1);
        assertThat(export.toString()).doesNotContain(EnrolmentUri.base32(secret));
        assertThat(before)
                .hasSize(drawer.tables().size())
                .allSatisfy((table, count) -> assertThat(count).as(table).isPositive());
        assertThat(rows(id).values()).containsOnly(0);
    }

    private Map<String, Integer> rows(UUID account) {
        return drawer.tables().stream()
                .collect(java.util.stream.Collectors.toMap(
                        table -> table,
                        table -> lobby.column(account, "select account from " + table + " where account = ?")
                                .size()));
    }
}
