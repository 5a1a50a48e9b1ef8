package dev.latchkey.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.decision.policy.DefaultPolicy;
import dev.latchkey.decision.policy.PolicyRegister;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.relyingparty.RelyingPartyRegister;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code latchkey policy rollout …} and {@code latchkey policy diff}, as an operator reads them. */
@QuarkusTest
class RolloutCommandsTest {
    private static final AtomicInteger PARTIES = new AtomicInteger();
    private static final String WHY = "--comment=why";

    @Inject
    Commands commands;

    @Inject
    PolicyRegister register;

    @Inject
    RelyingPartyRegister parties;

    private String party;

    private record Said(int code, String out) {}

    @BeforeEach
    void aRelyingPartyWithAVersion() {
        party = "rollout-" + PARTIES.incrementAndGet();
        parties.put(new RelyingPartyId(party), """
                {"name": "Shop", "rp_id": "%1$s.example", "hosts": ["login.%1$s.example"],
                 "origins": ["https://login.%1$s.example"]}""".formatted(party));
        put("0.03");
    }

    @Test
    void aVersionIsLetOutStepByStep() {
        assertThat(say("policy", "rollout", "status", party).out())
                .contains("version 0 of " + party + " is in force")
                .contains("no version is being tried");

        Said shadow = say("policy", "rollout", "shadow", party, "1", WHY);
        Said skipped = say("policy", "rollout", "canary", party, "1", "5", WHY);
        Said one = say("policy", "rollout", "canary", party, "1", "1", WHY);
        Said status = say("policy", "rollout", "status", party);
        say("policy", "rollout", "canary", party, "1", "5", WHY);
        say("policy", "rollout", "canary", party, "1", "25", WHY);
        Said live = say("policy", "rollout", "live", party, "1", WHY);

        assertThat(shadow.code()).isZero();
        assertThat(skipped.code()).isEqualTo(1);
        assertThat(skipped.out()).contains("This is not the stage that comes next. Next is canary_1.");
        assertThat(one.out()).contains("version 1 of " + party + ": canary_1, on every replica within 10 seconds");
        assertThat(status.out()).contains("version 1 is in stage canary_1 since");
        assertThat(live.code()).isZero();
        assertThat(register.active(new RelyingPartyId(party))).isEqualTo(1);
        assertThat(say("policy", "rollout", "status", party).out())
                .contains("version 1 of " + party + " is in force")
                .contains("version 1 was, until ");
    }

    @Test
    void aTrialIsStopped() {
        say("policy", "rollout", "shadow", party, "1", WHY);

        Said stopped = say("policy", "rollout", "stop", party, WHY);
        Said again = say("policy", "rollout", "stop", party, WHY);

        assertThat(stopped.code()).isZero();
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.out()).contains("No version is being tried.");
    }

    @Test
    void whatIsNotUnderstoodIsExplained() {
        assertThat(say("policy", "rollout", "canary", party, "1", "2", WHY).out())
                .contains("1, 5 or 25");
        assertThat(say("policy", "rollout", "shadow", party, "9", WHY).out()).contains("there is no such version");
        assertThat(say("policy", "rollout", "shadow", party, "1", "--comment= ").out())
                .contains("the comment must be");
        assertThat(say("policy", "rollout", "shadow", "nobody", "1", WHY).out()).contains("no relying party");
    }

    @Test
    void whatChangesIsSaidInWords() {
        put("0.04");

        assertThat(say("policy", "diff", party, "0", "1").out())
                .isEqualToIgnoringNewLines("Asks 3.0 % instead of 2.0 % of sign-ups of new customers.");
        assertThat(say("policy", "diff", party, "2", "1").out()).contains("Asks 3.0 % instead of 4.0 %");
        assertThat(say("policy", "diff", party, "1", "1").out()).contains("Both say the same.");
        assertThat(say("policy", "diff", party, "1", "7").code()).isEqualTo(1);
    }

    private void put(String budget) {
        register.put(
                new RelyingPartyId(party),
                DefaultPolicy.TEXT.replace("{\"budget\": 0.02}", "{\"budget\": " + budget + "}"),
                "test",
                "why");
    }

    private Said say(String... arguments) {
        StringWriter out = new StringWriter();
        int code = commands.run(new PrintWriter(out, true), new PrintWriter(out, true), arguments);
        return new Said(code, out.toString());
    }
}
