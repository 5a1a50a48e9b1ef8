package dev.latchkey.staff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.account.Account;
import dev.latchkey.account.Accounts;
import dev.latchkey.id.AccountId;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.postgres.Database;
import dev.latchkey.relyingparty.RelyingParties;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.relyingparty.RelyingPartyRegister;
import dev.latchkey.testing.Customer;
import dev.latchkey.testing.MovableClock;
import dev.latchkey.testing.Operator;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Signing up at the console, and more roles for who is there: only with an invitation that is good, once. */
@QuarkusTest
class InvitationTest {
    private static final RelyingPartyId DEMO = new RelyingPartyId("demo");
    private static final RelyingPartyId CONSOLE = new RelyingPartyId("console");
    private static final RelyingPartyId OTHER_CONSOLE = new RelyingPartyId("other-console");

    @Inject
    Invitations invitations;

    @Inject
    FirstOperator firstOperator;

    @Inject
    RelyingParties relyingParties;

    @Inject
    RelyingPartyRegister register;

    @Inject
    StaffJobs jobs;

    @Inject
    StaffDrawer drawer;

    @Inject
    Accounts accounts;

    @Inject
    Database database;

    @Inject
    MovableClock clock;

    @AfterEach
    void theRealTime() {
        clock.reset();
    }

    @Test
    void anInvitationLetsInAndGivesItsRoles() {
        Customer ada = new Customer(Operator.origin());

        ada.signUp("Ada", Operator.invitation("demo", Role.ANALYST, Role.ADMIN));

        Response me = ada.signedIn().get("/v1/ops/me");
        assertThat(me.<List<String>>path("relying_parties.find { it.id == 'demo' }.roles"))
                .containsExactly("analyst", "admin");
        assertThat(me.<String>path("account.name")).isEqualTo("Ada");
        assertThat(me.<String>path("acr")).isEqualTo("urn:latchkey:acr:2");
    }

    @Test
    void withoutAnInvitationNoCeremonyBegins() {
        Customer nobody = new Customer(Operator.origin());

        refused(nobody.askWith(Map.of("username", "nobody")), 403, "invitation-needed");
        refused(nobody.askWith(Map.of("username", "nobody", "invitation", "")), 403, "invitation-needed");
        refused(nobody.askWith(Map.of("username", "nobody", "invitation", "A".repeat(43))), 403, "invitation-needed");
    }

    @Test
    void customersNeedNone() {
        assertThat(new Customer().askWith(Map.of("username", "ana")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void anInvitationThatWasUsedIsGoodNoMore() {
        String token = Operator.invitation("demo", Role.ANALYST);
        new Customer(Operator.origin()).signUp("first", token);

        Response second = new Customer(Operator.origin()).askWith(Map.of("username", "second", "invitation", token));

        refused(second, 403, "invitation-needed");
    }

    @Test
    void anInvitationIsGoodForADay() {
        String token = Operator.invitation("demo", Role.ANALYST);
        Map<String, String> begin = Map.of("username", "late", "invitation", token);

        clock.advance(Duration.ofHours(24).minusMinutes(1));
        Response before = new Customer(Operator.origin()).askWith(begin);
        clock.advance(Duration.ofMinutes(1));
        Response after = new Customer(Operator.origin()).askWith(begin);

        assertThat(before.statusCode()).isEqualTo(200);
        refused(after, 403, "invitation-needed");
    }

    @Test
    void anInvitationThatRunsOutBehindTheOptionsIsNotGoodEither() {
        Customer late = new Customer(Operator.origin());
        String token = Operator.invitation("demo", Role.ANALYST);
        clock.advance(Duration.ofHours(24).minusMinutes(1));
        String answer = late.device()
                .create(late.askWith(Map.of("username", "late", "invitation", token))
                        .asString());
        clock.advance(Duration.ofMinutes(2));

        refused(late.register(answer), 403, "invitation-needed");
    }

    @Test
    void anInvitationToAnotherConsoleIsNoneHere() {
        register.put(OTHER_CONSOLE, """
                {"name": "Other console", "use": "staff", "rp_id": "ops.example", "hosts": ["ops.example"],
                 "origins": ["https://ops.example"]}""");
        String elsewhere = invitations
                .invite(OTHER_CONSOLE, Map.of(DEMO, Set.of(Role.ANALYST)), "", "test")
                .token();

        refused(
                new Customer(Operator.origin()).askWith(Map.of("username", "lost", "invitation", elsewhere)),
                403,
                "invitation-needed");
        refused(claim(Operator.at("demo"), elsewhere), 403, "invitation-needed");
        assertThat(new Customer("https://ops.example")
                        .askWith(Map.of("username", "found", "invitation", elsewhere))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void ofTwoSignUpsAtOnceWithOneInvitationOneIsLetIn() throws Exception {
        String token = Operator.invitation("demo", Role.ANALYST);
        List<Customer> both = List.of(new Customer(Operator.origin()), new Customer(Operator.origin()));
        List<String> answers = both.stream()
                .map(one -> one.device()
                        .create(one.askWith(Map.of("username", "twin", "invitation", token))
                                .asString()))
                .toList();
        long before = accountsOfTheConsole();

        CountDownLatch go = new CountDownLatch(1);
        List<Integer> statuses;
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<Integer>> sent = List.of(0, 1).stream()
                    .map(which -> threads.submit(() -> {
                        go.await();
                        return both.get(which).register(answers.get(which)).statusCode();
                    }))
                    .toList();
            go.countDown();
            statuses = List.of(sent.get(0).get(), sent.get(1).get());
        }

        assertThat(statuses).containsExactlyInAnyOrder(201, 403);
        assertThat(accountsOfTheConsole()).isEqualTo(before + 1);
        // The other's passkey was not kept: it is unknown, not somebody's without an account.
        Customer out = both.get(statuses.indexOf(403));
        assertThat(out.trySignIn(knobs -> knobs).jsonPath().getString("code")).isEqualTo("unknown-passkey");
    }

    @Test
    void aRefusedSignUpLeavesTheInvitationGood() {
        String token = Operator.invitation("demo", Role.ANALYST);
        Customer ada = new Customer(Operator.origin());
        String options =
                ada.askWith(Map.of("username", "Ada", "invitation", token)).asString();

        Response damaged = ada.register(ada.device().create(options, knobs -> knobs.uv(false)));

        refused(damaged, 400, "registration-refused");
        assertThat(new Customer(Operator.origin())
                        .askWith(Map.of("username", "Ada", "invitation", token))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void whoIsThereClaimsMore() {
        Operator ada = Operator.at("demo", Role.ANALYST);
        String token = Operator.invitation("demo", Role.AUDITOR);

        Response claimed = claim(ada, token);

        assertThat(claimed.statusCode()).isEqualTo(200);
        assertThat(claimed.<List<String>>path("granted[0].roles")).containsExactly("auditor");
        assertThat(ada.calls().get("/v1/ops/me").<List<String>>path("relying_parties.find { it.id == 'demo' }.roles"))
                .containsExactly("analyst", "auditor");
        refused(claim(ada, token), 403, "invitation-needed");
    }

    @Test
    void aClaimTakesAFreshProof() {
        Operator ada = Operator.at("demo", Role.ANALYST);
        String token = Operator.invitation("demo", Role.AUDITOR);
        clock.advance(Duration.ofMinutes(4));
        ada.account().refresh().then().statusCode(200);

        clock.advance(Duration.ofMinutes(2));
        Response stale = claim(ada, token);
        ada.account().stepUp();
        Response fresh = claim(ada, token);

        refused(stale, 401, "fresh-passkey-needed");
        assertThat(fresh.statusCode()).isEqualTo(200);
    }

    @Test
    void theFirstOperatorsLinkGivesEverythingWhereThereAreCustomers() {
        RelyingParty console = relyingParties.find(CONSOLE).orElseThrow();

        String link = firstOperator.link(console);

        assertThat(link).startsWith(Operator.origin() + "/console/#invitation=");
        Customer ada = new Customer(Operator.origin()).signUp("Ada", link.substring(link.indexOf('=') + 1));
        Response me = ada.signedIn().get("/v1/ops/me");
        assertThat(me.<List<String>>path("relying_parties.id")).contains("demo").doesNotContain("console");
        assertThat(me.<List<String>>path("relying_parties.find { it.id == 'demo' }.roles"))
                .hasSize(Role.values().length);
    }

    @Test
    void whatRanOutLongAgoIsRemoved() {
        UUID invitation = UUID.fromString(Operator.openInvitation("demo", Role.ANALYST));
        clock.advance(Duration.ofDays(32));

        QuarkusTransaction.requiringNew().run(jobs::prune);

        assertThat(database.one(
                        "select count(*) from staff_invitation where id = ?", row -> row.getLong(1), invitation))
                .contains(0L);
    }

    @Test
    void aPersonsDrawerSaysTheirRolesAndIsEmptyAfterErasing() {
        Operator ada = Operator.at("demo", Role.ANALYST);
        Account account = QuarkusTransaction.requiringNew()
                .call(() -> accounts.find(CONSOLE, new AccountId(UUID.fromString(ada.id()))))
                .orElseThrow();
        assertThat(drawer.export(account).get("staff_roles").getFirst())
                .containsEntry("role", "analyst")
                .containsEntry("relying_party", "demo");
        assertThat(drawer.export(account).get("staff_invitations")).hasSize(1);

        ada.calls().delete("/v1/me").then().statusCode(204);

        assertThat(drawer.export(account).values())
                .allSatisfy(section -> assertThat(section).isEmpty());
    }

    private static Response claim(Operator operator, String token) {
        return operator.calls().body(Map.of("token", token)).post("/v1/ops/invitation");
    }

    private long accountsOfTheConsole() {
        return database.one("select count(*) from account where relying_party = 'console'", row -> row.getLong(1))
                .orElseThrow();
    }

    private static void refused(Response answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.jsonPath().getString("code")).isEqualTo(code);
    }
}
