package dev.latchkey.console;

import dev.latchkey.decision.policy.Policies;
import dev.latchkey.decision.policy.PolicyInForce;
import dev.latchkey.decision.replay.ReplayJob;
import dev.latchkey.decision.replay.ReplayJobs;
import dev.latchkey.decision.replay.StartOutcome;
import dev.latchkey.id.AccountId;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.staff.Role;
import dev.latchkey.testing.Await;
import dev.latchkey.testing.Customer;
import dev.latchkey.testing.Operator;
import io.quarkus.arc.Arc;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** Makes what a path of the matrix names: from the managed relying party to the identifier. */
final class Objects {
    static final String NOTHING = new UUID(0, 0).toString();

    /** By the name that stands behind the at sign in {@code examples.csv}. */
    static final Map<String, Function<String, String>> MADE = Map.of(
            "nothing",
            relyingParty -> NOTHING,
            "draft",
            relyingParty -> Operator.at(relyingParty, Role.POLICY_AUTHOR)
                    .calls()
                    .body(Map.of("comment", "for the matrix"))
                    .post("/v1/ops/" + relyingParty + "/policy/drafts")
                    .path("id"),
            "invitation",
            relyingParty -> Operator.openInvitation(relyingParty, Role.ANALYST),
            "colleague",
            relyingParty -> Operator.at(relyingParty, Role.ANALYST).id(),
            "decision",
            relyingParty -> decision(),
            "replay",
            Objects::replay,
            "walk",
            relyingParty -> Operator.at(relyingParty, Role.ANALYST)
                    .calls()
                    .body(Map.of("persona", "habitual", "version", 0))
                    .post("/v1/ops/" + relyingParty + "/walks")
                    .path("id"));

    private Objects() {}

    /** One about a customer of the demo. */
    private static String decision() {
        Customer customer = new Customer().signUp("ana-of-the-matrix");
        return customer.trySignIn(knobs -> knobs).path("decision.id");
    }

    /** One that runs, or ran; waits while as many run as may. */
    private static String replay(String relyingParty) {
        PolicyInForce policy = Arc.container().instance(Policies.class).get().comingWithTheRelease();
        ReplayJobs jobs = Arc.container().instance(ReplayJobs.class).get();
        AtomicReference<String> begun = new AtomicReference<>(NOTHING);
        Await.until("a replay has begun", Duration.ofSeconds(60), () -> {
            StartOutcome outcome = jobs.start(
                    new RelyingPartyId(relyingParty),
                    new AccountId(new UUID(0, 1)),
                    policy,
                    "{\"version\":0}",
                    new ReplayJobs.Stretch.Last(1));
            if (outcome instanceof StartOutcome.Started(ReplayJob job)) {
                begun.set(job.id().toString());
            }
            return !begun.get().equals(NOTHING);
        });
        return begun.get();
    }
}
