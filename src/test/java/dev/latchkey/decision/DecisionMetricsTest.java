package dev.latchkey.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.postgres.Database;
import dev.latchkey.testing.Customer;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What operators can watch of decisions. */
@QuarkusTest
class DecisionMetricsTest {
    private final MeterRegistry registry;
    private final Database database;
    private final Customer ana = new Customer().signUp("ana");

    @Inject
    DecisionMetricsTest(MeterRegistry registry, Database database) {
        this.registry = registry;
        this.database = database;
    }

    @Test
    void aDecisionIsCountedByActionLevelAndSegment() {
        double before = counted("latchkey_decision_total", "action", "sign_in", "level", "allow", "segment", "new");

        ana.trySignIn(knobs -> knobs).then().statusCode(200);

        assertThat(counted("latchkey_decision_total", "action", "sign_in", "level", "allow", "segment", "new"))
                .isEqualTo(before + 1);
    }

    @Test
    void aProfileThatDoesNotOpenIsCountedAndAskedAbout() {
        double before = counted("latchkey_decision_unreadable_total", "what", "profile");
        String account = ana.signedIn().get("/v1/me").path("account.id");
        int damaged = database.write(
                "update decision_profile set packed = decode('00', 'hex') where account = ?", UUID.fromString(account));

        Response answer = ana.trySignIn(knobs -> knobs);

        assertThat(damaged).isEqualTo(1);
        assertThat(answer.<String>path("decision.reasons.code.toString()")).contains("could-not-check");
        assertThat(counted("latchkey_decision_unreadable_total", "what", "profile"))
                .isEqualTo(before + 1);
    }

    @Test
    void aDeviceProofThatDoesNotHoldIsCountedAndRefusesNobody() {
        double before = counted("latchkey_device_proof_refused_total", "reason", "malformed");
        String answer = ana.device().get(ana.signInOptions());

        Response signedIn = ana.asStranger()
                .header("Latchkey-Device", "not.a.proof")
                .body(answer)
                .post("/v1/webauthn/authentication/verify");

        signedIn.then().statusCode(200);
        assertThat(counted("latchkey_device_proof_refused_total", "reason", "malformed"))
                .isEqualTo(before + 1);
    }

    private double counted(String counter, String... labels) {
        return registry.counter(counter, labels).count();
    }
}
