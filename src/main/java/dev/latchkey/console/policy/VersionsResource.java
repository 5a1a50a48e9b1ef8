package dev.latchkey.console.policy;

import dev.latchkey.decision.policy.ReviewOutcome;
import dev.latchkey.decision.policy.Reviews;
import dev.latchkey.decision.policy.Rollouts;
import dev.latchkey.decision.policy.Why;
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
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /v1/ops/{rp}/policy/versions}: a version's text, its verdict, and the way back to it. */
@Path("/v1/ops/{rp}/policy")
@ForStaff(Role.POLICY_APPROVER)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class VersionsResource {
    private final Versions versions;
    private final Reviews reviews;
    private final Rollouts rollouts;
    private final Overview overview;
    private final CurrentStaff current;

    VersionsResource(Versions versions, Reviews reviews, Rollouts rollouts, Overview overview, CurrentStaff current) {
        this.versions = versions;
        this.reviews = reviews;
        this.rollouts = rollouts;
        this.overview = overview;
        this.current = current;
    }

    /** A word on the text of that digest. */
    @RegisterForReflection
    record Word(Optional<String> digest, Optional<String> comment) {}

    @GET
    @Path("/versions/{version}")
    @ForStaff({Role.POLICY_AUTHOR, Role.POLICY_APPROVER, Role.ANALYST, Role.AUDITOR})
    public VersionAnswer read(@PathParam("version") String version) {
        return answer(Door.version(version));
    }

    /** Says that a version may be tried on accounts; only somebody else than its authors can. */
    @POST
    @Path("/versions/{version}/approve")
    @RequiresAcr(maxAgeSeconds = 300)
    public VersionAnswer approve(@PathParam("version") String version, @Nullable Word body) {
        return given(Door.version(version), true, body);
    }

    /** Says that it may not. */
    @POST
    @Path("/versions/{version}/reject")
    @RequiresAcr(maxAgeSeconds = 300)
    public VersionAnswer reject(@PathParam("version") String version, @Nullable Word body) {
        return given(Door.version(version), false, body);
    }

    /** Puts a former version in force again, for everybody and at once. */
    @POST
    @Path("/versions/{version}/activate")
    @RequiresAcr(maxAgeSeconds = 300)
    public OverviewAnswer activate(@PathParam("version") String version, @Nullable Word body) {
        Staff staff = current.staff();
        Door.made(rollouts.goBack(
                staff.managed(),
                Door.version(version),
                staff.account().toString(),
                Door.line("comment", Door.body(body).comment())));
        return overview.of(staff);
    }

    private VersionAnswer given(int version, boolean approved, @Nullable Word body) {
        Word word = Door.body(body);
        String digest =
                word.digest().orElseThrow(() -> Door.invalid("digest", "must be that of the text that was seen"));
        String comment = Door.line("comment", word.comment());
        Staff staff = current.staff();
        ReviewOutcome outcome = reviews.give(
                staff.managed(), version, approved, digest, staff.account().toString(), comment);
        return switch (outcome) {
            case ReviewOutcome.Given given -> answer(version);
            case ReviewOutcome.NotYourOwn own ->
                throw new ProblemException(Problem.NOT_YOUR_OWN).next(List.of("ask-another-approver"));
            case ReviewOutcome.Refused(Why why) -> throw Door.refused(why);
            case ReviewOutcome.Unknown unknown -> throw new ProblemException(Problem.NOT_FOUND);
        };
    }

    private VersionAnswer answer(int version) {
        return versions.one(current.staff(), version).orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
    }
}
