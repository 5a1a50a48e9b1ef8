package dev.latchkey.console.staff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.relyingparty.RelyingPartyRegister;
import dev.latchkey.staff.Role;
import dev.latchkey.testing.Customer;
import dev.latchkey.testing.MovableClock;
import dev.latchkey.testing.Operator;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Roles are granted by two admins and taken away by one; over HTTP, as the console's pages do it. */
@QuarkusTest
class FourEyesTest {
    private final String shop = "shop-" + UUID.randomUUID().toString().substring(0, 8);

    @Inject
    RelyingPartyRegister register;

    @Inject
    MovableClock clock;

    @BeforeEach
    void aRelyingPartyThatNobodyManagesYet() {
        register.put(new RelyingPartyId(shop), """
                {"name": "Shop", "rp_id": "%1$s.example", "hosts": ["%1$s.example"],
                 "origins": ["https://%1$s.example"]}""".formatted(shop));
    }

    @AfterEach
    void theRealTime() {
        clock.reset();
    }

    @Test
    void whatOneAdminProposesAndAnotherApprovesIsGranted() {
        Operator ada = Operator.named("Ada", shop, Role.ADMIN);
        Operator bo = Operator.named("Bo", shop, Role.ADMIN);
        Operator cy = Operator.named("Cy", shop, Role.ANALYST);

        Response proposed = propose(ada, cy.id(), "auditor");
        String proposal = proposed.path("proposal");
        Response open = team(bo);
        boolean before = mayRead(cy);
        Response decided = decide(bo, proposal, true);

        assertThat(proposed.statusCode()).isEqualTo(202);
        assertThat(open.<List<String>>path("members.name")).containsExactly("Ada", "Bo", "Cy");
        assertThat(open.<Integer>path("admins")).isEqualTo(2);
        assertThat(open.<String>path("proposals[0].name")).isEqualTo("Cy");
        assertThat(open.<String>path("proposals[0].proposed_by_name")).isEqualTo("Ada");
        assertThat(open.<Boolean>path("proposals[0].yours")).isFalse();
        assertThat(before).isFalse();
        assertThat(decided.<String>path("state")).isEqualTo("approved");
        assertThat(mayRead(cy)).isTrue();
        assertThat(team(bo).<List<Object>>path("proposals")).isEmpty();
        assertThat(journal(cy))
                .containsSequence("staff_roles_granted", "staff_proposal_decided", "staff_roles_proposed");
    }

    @Test
    void whatIsRefusedIsNotGranted() {
        Operator ada = Operator.at(shop, Role.ADMIN);
        Operator bo = Operator.at(shop, Role.ADMIN);
        Operator cy = Operator.at(shop, Role.ANALYST);
        String proposal = propose(ada, cy.id(), "auditor").path("proposal");

        Response decided = decide(bo, proposal, false);

        assertThat(decided.<String>path("state")).isEqualTo("refused");
        assertThat(mayRead(cy)).isFalse();
        refused(decide(bo, proposal, true), 409, "proposal-closed");
    }

    @Test
    void whoProposedItCannotApproveItAndMayTakeItBack() {
        Operator ada = Operator.at(shop, Role.ADMIN);
        Operator.at(shop, Role.ADMIN);
        Operator cy = Operator.at(shop, Role.ANALYST);
        String proposal = propose(ada, cy.id(), "auditor").path("proposal");

        refused(decide(ada, proposal, true), 409, "not-your-own");
        assertThat(mayRead(cy)).isFalse();
        assertThat(decide(ada, proposal, false).<String>path("state")).isEqualTo("refused");
    }

    @Test
    void whoWouldGainNeitherProposesNorApproves() {
        Operator ada = Operator.at(shop, Role.ADMIN);
        Operator bo = Operator.at(shop, Role.ADMIN);
        String proposal = propose(ada, bo.id(), "auditor").path("proposal");

        refused(propose(ada, ada.id(), "auditor"), 409, "not-your-own");
        refused(decide(bo, proposal, true), 409, "not-your-own");
        assertThat(decide(Operator.at(shop, Role.ADMIN), proposal, true).statusCode())
                .isEqualTo(200);
        assertThat(mayRead(bo)).isTrue();
    }

    @Test
    void untilThereAreTwoAdminsNobodyGrantsOverHttp() {
        Operator ada = Operator.at(shop, Role.ADMIN);
        Operator cy = Operator.at(shop, Role.ANALYST);

        refused(propose(ada, cy.id(), "auditor"), 409, "two-admins-needed");
        refused(invite(ada, "auditor"), 409, "two-admins-needed");
        Operator.at(shop, Role.ADMIN);
        assertThat(propose(ada, cy.id(), "auditor").statusCode()).isEqualTo(202);
    }

    @Test
    void theProposerMustStillBeAnAdmin() {
        Operator ada = Operator.at(shop, Role.ADMIN);
        Operator bo = Operator.at(shop, Role.ADMIN);
        Operator cy = Operator.at(shop, Role.ANALYST);
        String proposal = propose(ada, cy.id(), "auditor").path("proposal");
        remove(bo, ada.id(), "admin").then().statusCode(204);

        refused(decide(bo, proposal, true), 409, "two-admins-needed");
        assertThat(mayRead(cy)).isFalse();
    }

    @Test
    void anAdminOfAnotherRelyingPartyDecidesNothingHere() {
        Operator ada = Operator.at(shop, Role.ADMIN);
        Operator bo = Operator.at(shop, Role.ADMIN);
        Operator elsewhere = Operator.at("demo", Role.ADMIN);
        Operator cy = Operator.at(shop, Role.ANALYST);
        String proposal = propose(ada, cy.id(), "auditor").path("proposal");

        refused(decide(elsewhere, proposal, true), 404, "not-found");
        refused(
                elsewhere.calls().body(Map.of("approve", true)).post("/v1/ops/demo/staff/proposals/" + proposal),
                404,
                "not-found");
        assertThat(decide(bo, proposal, true).statusCode()).isEqualTo(200);
    }

    @Test
    void aProposalWaitsThreeDays() {
        Operator ada = Operator.at(shop, Role.ADMIN);
        Operator bo = Operator.at(shop, Role.ADMIN);
        Operator cy = Operator.at(shop, Role.ANALYST);
        String late = propose(ada, cy.id(), "auditor").path("proposal");
        String early = propose(ada, cy.id(), "support-lead").path("proposal");

        clock.advance(Duration.ofHours(72).minusMinutes(1));
        bo.account().signIn();
        Response inTime = decide(bo, early, true);
        clock.advance(Duration.ofMinutes(1));
        Response tooLate = decide(bo, late, true);

        assertThat(inTime.statusCode()).isEqualTo(200);
        refused(tooLate, 409, "proposal-closed");
    }

    @Test
    void anInvitationOverHttpIsGoodOnceASecondAdminApproved() {
        Operator ada = Operator.at(shop, Role.ADMIN);
        Operator bo = Operator.at(shop, Role.ADMIN);
        Response invited = invite(ada, "auditor");
        String token = token(invited);
        String proposal = invited.path("proposal");

        assertThat(invited.statusCode()).isEqualTo(201);
        refused(begin(token), 403, "invitation-needed");
        assertThat(team(ada).<List<Object>>path("invitations")).isEmpty();
        refused(decide(ada, proposal, true), 409, "not-your-own");
        decide(bo, proposal, true).then().statusCode(200);

        assertThat(team(ada).<String>path("invitations[0].id")).isEqualTo(invited.path("id"));
        assertThat(begin(token).statusCode()).isEqualTo(200);
        assertThat(new Customer(Operator.origin())
                        .signUp("Dee", token)
                        .signedIn()
                        .get("/v1/ops/" + shop + "/journal")
                        .statusCode())
                .isEqualTo(200);
        assertThat(team(ada).<List<Object>>path("invitations")).isEmpty();
    }

    @Test
    void aLinkThatWentAstrayIsEndedByOneAdmin() {
        Operator ada = Operator.at(shop, Role.ADMIN);
        String token = Operator.invitation(shop, Role.AUDITOR);
        String id = team(ada).path("invitations[0].id");
        Operator elsewhere = Operator.at("demo", Role.ADMIN);
        String used = Operator.invitation(shop, Role.ANALYST);
        String usedId = team(ada).path("invitations[1].id");
        new Customer(Operator.origin()).signUp("Dee", used);

        refused(elsewhere.calls().delete("/v1/ops/demo/staff/invitations/" + id), 404, "not-found");
        refused(ada.calls().delete("/v1/ops/" + shop + "/staff/invitations/" + usedId), 404, "not-found");
        assertThat(begin(token).statusCode()).isEqualTo(200);
        ada.calls()
                .delete("/v1/ops/" + shop + "/staff/invitations/" + id)
                .then()
                .statusCode(204);

        refused(begin(token), 403, "invitation-needed");
        assertThat(team(ada).<List<Object>>path("invitations")).isEmpty();
        refused(ada.calls().delete("/v1/ops/" + shop + "/staff/invitations/" + id), 404, "not-found");
    }

    @Test
    void whoMadeOrApprovedAnInvitationCannotClaimIt() {
        Operator ada = Operator.at(shop, Role.ADMIN);
        Operator bo = Operator.at(shop, Role.ADMIN);
        Operator cy = Operator.at(shop, Role.ANALYST);
        Response invited = invite(ada, "auditor");
        decide(bo, invited.path("proposal"), true).then().statusCode(200);

        refused(claim(ada, token(invited)), 409, "not-your-own");
        refused(claim(bo, token(invited)), 409, "not-your-own");
        assertThat(claim(cy, token(invited)).statusCode()).isEqualTo(200);
    }

    @Test
    void oneAdminTakesARoleAwayAndTheNextRequestFeelsIt() {
        Operator ada = Operator.at(shop, Role.ADMIN);
        Operator cy = Operator.at(shop, Role.ANALYST, Role.AUDITOR);
        boolean before = mayRead(cy);

        Response removed = remove(ada, cy.id(), "auditor");

        assertThat(before).isTrue();
        assertThat(removed.statusCode()).isEqualTo(204);
        assertThat(mayRead(cy)).isFalse();
        refused(remove(ada, cy.id(), "auditor"), 404, "not-found");
        refused(remove(ada, cy.id(), "owner"), 404, "not-found");
    }

    @Test
    void theLastAdminStays() {
        Operator ada = Operator.at(shop, Role.ADMIN);
        Operator bo = Operator.at(shop, Role.ADMIN);

        assertThat(remove(ada, bo.id(), "admin").statusCode()).isEqualTo(204);
        refused(remove(ada, ada.id(), "admin"), 409, "last-admin");
    }

    @Test
    void ofTwoAdminsWhoRemoveEachOtherAtOnceOneStays() throws Exception {
        Operator ada = Operator.at(shop, Role.ADMIN, Role.AUDITOR);
        Operator bo = Operator.at(shop, Role.ADMIN, Role.AUDITOR);
        CountDownLatch go = new CountDownLatch(1);

        List<Integer> statuses;
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<Integer>> sent = Stream.of(List.of(ada, bo), List.of(bo, ada))
                    .map(pair -> threads.submit(() -> {
                        go.await();
                        return remove(pair.getFirst(), pair.getLast().id(), "admin")
                                .statusCode();
                    }))
                    .toList();
            go.countDown();
            statuses = List.of(sent.getFirst().get(), sent.getLast().get());
        }

        // The slower one is refused: by the filter, or because whom it would remove is the last.
        assertThat(statuses).containsOnlyOnce(204).containsAnyOf(403, 409);
        assertThat(team(ada).<Integer>path("admins")).isEqualTo(1);
    }

    @Test
    void whatIsNotAWishIsRefused() {
        Operator ada = Operator.at(shop, Role.ADMIN);
        Operator.at(shop, Role.ADMIN);
        Operator cy = Operator.at(shop, Role.ANALYST);

        for (Map<String, ?> wrong : List.of(
                Map.of("account", cy.id(), "roles", List.of()),
                Map.of("account", cy.id(), "roles", List.of("owner")),
                Map.of("account", cy.id(), "roles", List.of("auditor", "auditor")),
                Map.of("account", cy.id()),
                Map.of("account", "Cy", "roles", List.of("auditor")),
                Map.of("account", cy.id(), "roles", List.of("auditor"), "note", "a".repeat(201)),
                Map.of("account", cy.id(), "roles", List.of("auditor"), "note", "a\nb"))) {
            refused(ada.calls().body(wrong).post("/v1/ops/" + shop + "/staff/grants"), 400, "invalid-request");
        }
        refused(propose(ada, UUID.randomUUID().toString(), "auditor"), 404, "not-found");
        refused(propose(ada, customer(), "auditor"), 404, "not-found");
        assertThat(propose(ada, cy.id(), "auditor").statusCode()).isEqualTo(202);
    }

    private static String customer() {
        return new Customer().signUp("ana").signedIn().get("/v1/me").path("account.id");
    }

    private Response propose(Operator by, String account, String role) {
        return by.calls()
                .body(Map.of("account", account, "roles", List.of(role), "note", "joins the team"))
                .post("/v1/ops/" + shop + "/staff/grants");
    }

    private Response invite(Operator by, String role) {
        return by.calls().body(Map.of("roles", List.of(role))).post("/v1/ops/" + shop + "/staff/invitations");
    }

    private Response decide(Operator by, String proposal, boolean approve) {
        return by.calls().body(Map.of("approve", approve)).post("/v1/ops/" + shop + "/staff/proposals/" + proposal);
    }

    private Response remove(Operator by, String account, String role) {
        return by.calls().delete("/v1/ops/" + shop + "/staff/" + account + "/roles/" + role);
    }

    private Response team(Operator by) {
        return by.calls().get("/v1/ops/" + shop + "/staff");
    }

    private boolean mayRead(Operator operator) {
        return operator.calls().get("/v1/ops/" + shop + "/journal").statusCode() == 200;
    }

    private List<String> journal(Operator operator) {
        return operator.calls().get("/v1/ops/" + shop + "/journal").path("entries.event");
    }

    private static Response begin(String token) {
        return new Customer(Operator.origin()).askWith(Map.of("username", "Dee", "invitation", token));
    }

    private static Response claim(Operator operator, String token) {
        return operator.calls().body(Map.of("token", token)).post("/v1/ops/invitation");
    }

    private static String token(Response invited) {
        String link = invited.path("link");
        return link.substring(link.indexOf('=') + 1);
    }

    private static void refused(Response answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.jsonPath().getString("code")).isEqualTo(code);
    }
}
