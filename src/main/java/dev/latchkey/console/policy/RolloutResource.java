package dev.latchkey.console.policy;

import dev.latchkey.decision.policy.Rollouts;
import dev.latchkey.decision.policy.Stage;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.staff.CurrentStaff;
import dev.latchkey.staff.ForStaff;
import dev.latchkey.staff.Role;
import dev.latchkey.staff.Staff;
import dev.latchkey.token.RequiresAcr;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /v1/ops/{rp}/policy/rollout}: lets a version out step by step, and ends its trial. */
@Path("/v1/ops/{rp}/policy")
@ForStaff(Role.POLICY_APPROVER)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class RolloutResource {
    private final Rollouts rollouts;
    private final Overview overview;
    private final CurrentStaff current;

    RolloutResource(Rollouts rollouts, Overview overview, CurrentStaff current) {
        this.rollouts = rollouts;
        this.overview = overview;
        this.current = current;
    }

    /** The step that is wanted. */
    @RegisterForReflection
    record Wanted(
            Optional<Integer> version, Optional<String> digest, Optional<String> stage, Optional<String> comment) {}

    /** Why it ends. */
    @RegisterForReflection
    record Ending(Optional<String> comment) {}

    /** Puts a version in the stage that comes next. What asks nobody may be begun by authors too. */
    @POST
    @Path("/rollout")
    @ForStaff({Role.POLICY_AUTHOR, Role.POLICY_APPROVER})
    @RequiresAcr(maxAgeSeconds = 300)
    public OverviewAnswer advance(@Nullable Wanted body) {
        Wanted wanted = Door.body(body);
        Stage stage = wanted.stage()
                .flatMap(Stage::read)
                .orElseThrow(() -> Door.invalid("stage", "must be shadow, canary_1, canary_5, canary_25 or live"));
        int version = wanted.version().orElseThrow(() -> Door.invalid("version", "must be the number of one"));
        String digest =
                wanted.digest().orElseThrow(() -> Door.invalid("digest", "must be that of the text that was seen"));
        String comment = Door.line("comment", wanted.comment());
        Staff staff = current.staff();
        if (stage != Stage.SHADOW && !staff.is(Role.POLICY_APPROVER)) {
            throw new ProblemException(Problem.ROLE_MISSING);
        }
        Door.made(rollouts.advance(
                staff.managed(), version, digest, stage, staff.account().toString(), comment));
        return overview.of(staff);
    }

    /** Ends the trial; what is in force holds for everybody again. */
    @POST
    @Path("/rollout/stop")
    @RequiresAcr(maxAgeSeconds = 300)
    public OverviewAnswer stop(@Nullable Ending body) {
        String comment = Door.line("comment", Door.body(body).comment());
        Staff staff = current.staff();
        Door.made(rollouts.stop(staff.managed(), staff.account().toString(), comment));
        return overview.of(staff);
    }
}
