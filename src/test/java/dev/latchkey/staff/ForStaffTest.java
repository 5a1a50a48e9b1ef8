package dev.latchkey.staff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.id.AccountId;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.relyingparty.RelyingPartyRegister;
import dev.latchkey.testing.Customer;
import dev.latchkey.testing.MovableClock;
import dev.latchkey.testing.Operator;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who passes {@link ForStaff}, and what the others are told. */
@QuarkusTest
class ForStaffTest {
    private static final String ADMINS = "/test-staff/demo/admins";

    @Inject
    RelyingPartyRegister register;

    @Inject
    Grants grants;

    @Inject
    MovableClock clock;

    @BeforeEach
    void anotherRelyingParty() {
        register.put(new RelyingPartyId("elsewhere"), """
                {"name": "Elsewhere", "rp_id": "elsewhere.example", "hosts": ["elsewhere.example"],
                 "origins": ["https://elsewhere.example"]}""");
    }

    @AfterEach
    void theRealTime() {
        clock.reset();
    }

    @Test
    void whoHasOneOfTheRolesPasses() {
        Response answer =
                Operator.at("demo", Role.ANALYST, Role.AUDITOR).calls().get(ADMINS);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.asString()).isEqualTo("demo analyst,auditor");
    }

    @Test
    void whoHasAnotherRoleOnlyIsToldSo() {
        Response answer = Operator.at("demo", Role.ANALYST).calls().get(ADMINS);

        refused(answer, 403, "role-missing");
    }

    @Test
    void aRoleElsewhereIsNoneHereAndHereLooksLikeNowhere() {
        Operator elsewhere = Operator.at("elsewhere", Role.ADMIN);

        assertThat(elsewhere.calls().get("/test-staff/elsewhere/admins").statusCode())
                .isEqualTo(200);
        refused(elsewhere.calls().get(ADMINS), 404, "not-found");
        refused(elsewhere.calls().get("/test-staff/nowhere/admins"), 404, "not-found");
        refused(elsewhere.calls().get("/test-staff/NO%20ID/admins"), 404, "not-found");
    }

    @Test
    void anyRoleWillDoWhereNoneIsNamed() {
        assertThat(Operator.at("demo", Role.SUPPORT_AGENT)
                        .calls()
                        .get("/test-staff/demo/any-role")
                        .statusCode())
                .isEqualTo(200);
        refused(Operator.at("demo").calls().get("/test-staff/demo/any-role"), 404, "not-found");
    }

    @Test
    void withoutARelyingPartyARoleAnywhereCounts() {
        Operator nobody = Operator.at("demo");

        assertThat(nobody.calls().get("/test-staff/anywhere").asString()).isEqualTo(nobody.id());
        refused(nobody.calls().get("/test-staff/analysts"), 403, "role-missing");
        assertThat(Operator.at("elsewhere", Role.ANALYST)
                        .calls()
                        .get("/test-staff/analysts")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aStrangerIsAskedForAToken() {
        refused(new Customer(Operator.origin()).asStranger().get(ADMINS), 401, "token-missing");
    }

    @Test
    void aCustomersTokenIsNoneHere() {
        Customer customer = new Customer().signUp("ana");

        Response answer = new Customer(Operator.origin())
                .asStranger()
                .header("Authorization", "Bearer " + customer.accessToken())
                .get(ADMINS);

        refused(answer, 401, "token-refused");
    }

    @Test
    void wherePeopleAreCustomersThereIsNothing() {
        Operator admin = Operator.at("demo", Role.ADMIN);
        Customer customer = new Customer().signUp("ana");

        refused(customer.signedIn().get(ADMINS), 404, "not-found");
        refused(new Customer().asStranger().get(ADMINS), 404, "not-found");
        refused(
                new Customer()
                        .asStranger()
                        .header("Authorization", "Bearer " + admin.account().accessToken())
                        .get(ADMINS),
                404,
                "not-found");
    }

    @Test
    void aRoleTakenAwayIsMissedByTheNextRequest() {
        Operator admin = Operator.at("demo", Role.ADMIN, Role.ANALYST);
        assertThat(admin.calls().get(ADMINS).statusCode()).isEqualTo(200);

        QuarkusTransaction.requiringNew()
                .run(() -> grants.remove(
                        new AccountId(UUID.fromString(admin.id())), new RelyingPartyId("demo"), Role.ADMIN));

        refused(admin.calls().get(ADMINS), 403, "role-missing");
    }

    @Test
    void aSessionThatWasSignedOutIsOverAtOnceWhateverItsTokenSays() {
        Operator admin = Operator.at("demo", Role.ADMIN);

        admin.calls().body(Map.of()).post("/v1/sign-out").then().statusCode(204);

        refused(admin.calls().get(ADMINS), 401, "session-ended");
    }

    @Test
    void afterAQuarterOfAnHourWithoutUseTheSessionIsOver() {
        Operator kept = Operator.at("demo", Role.ADMIN);
        Operator idle = Operator.at("demo", Role.ADMIN);

        clock.advance(Duration.ofMinutes(14));
        Response renewed = kept.account().refresh();
        clock.advance(Duration.ofMinutes(2));

        assertThat(renewed.statusCode()).isEqualTo(200);
        refused(idle.account().refresh(), 401, "session-ended");
        assertThat(kept.calls().get(ADMINS).statusCode()).isEqualTo(200);
    }

    private static void refused(Response answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.jsonPath().getString("code")).isEqualTo(code);
    }
}
