package dev.latchkey.me;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.id.EntryId;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.token.CurrentCaller;
import dev.latchkey.token.FreshProof;
import dev.latchkey.token.SignedIn;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/me/activity/{id}}: this was me, or this was not me. */
@Path("/v1/me/activity/{id}")
@SignedIn
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class ReportResource {
    private static final List<String> AFTER_DOUBT = List.of(
            "check the passkeys that are left and remove those you do not know",
            "make new recovery codes",
            "look after the account in which your passkeys are kept: change its password there");

    private final Reports reports;
    private final FreshProof freshProof;
    private final CurrentCaller caller;

    ReportResource(Reports reports, FreshProof freshProof, CurrentCaller caller) {
        this.reports = reports;
        this.freshProof = freshProof;
        this.caller = caller;
    }

    /** What the owner says. */
    @RegisterForReflection
    record Report(@JsonProperty("was_me") Optional<Boolean> wasMe) {}

    /** What was done about it, and what the owner can do next. */
    @RegisterForReflection
    record Answer(
            @JsonProperty("sessions_ended") int sessionsEnded,
            @JsonProperty("passkeys_suspended") int passkeysSuspended,
            List<String> next) {}

    /** Writes the report down and acts on it; a "not me" needs a fresh passkey check, so that no thief throws the owner out. */
    @POST
    public Answer report(@PathParam("id") String id, @Nullable Report body) {
        boolean wasMe = Optional.ofNullable(body)
                .flatMap(Report::wasMe)
                .orElseThrow(() -> MeResource.invalid("was_me", "must be true or false"));
        if (!wasMe) {
            freshProof.require(caller.caller());
        }
        return switch (reports.report(entry(id), wasMe)) {
            case Reports.Outcome.Done done ->
                new Answer(done.sessionsEnded(), done.passkeysSuspended(), wasMe ? List.of() : AFTER_DOUBT);
            case Reports.Outcome.NotFound notFound -> throw new ProblemException(Problem.NOT_FOUND);
            case Reports.Outcome.OwnSession own -> throw new ProblemException(Problem.OWN_SESSION);
            case Reports.Outcome.Gone gone -> throw new ProblemException(Problem.SESSION_ENDED);
        };
    }

    private static EntryId entry(String id) {
        try {
            return new EntryId(UUID.fromString(id));
        } catch (IllegalArgumentException notAnId) {
            throw new ProblemException(Problem.NOT_FOUND);
        }
    }
}
