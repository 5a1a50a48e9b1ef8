package dev.latchkey.me;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.relyingparty.Here;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/notice/stop}: "this was not me" by the link of a mail, for an owner who need not be signed in. */
@Path("/v1/notice/stop")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class StopResource {
    private static final List<String> NEXT =
            List.of("sign in with a passkey of yours", "check your passkeys and remove those you do not know");

    private final StopByMail stop;
    private final Here here;

    StopResource(StopByMail stop, Here here) {
        this.stop = stop;
        this.here = here;
    }

    /** What the link carried. */
    @RegisterForReflection
    record Link(Optional<String> token) {
        @Override
        public String toString() {
            return "Link[redacted]";
        }
    }

    /** What was done about it, and what the owner can do next. */
    @RegisterForReflection
    record Answer(
            @JsonProperty("sessions_ended") int sessionsEnded,
            @JsonProperty("passkeys_suspended") int passkeysSuspended,
            List<String> next) {}

    /** Stops what the mail told of. A link that is used, too old or not ours looks the same: it is not found. */
    @POST
    public Answer stop(@Nullable Link link) {
        String token = Optional.ofNullable(link)
                .flatMap(Link::token)
                .orElseThrow(() -> MeResource.invalid("token", "must be the token of the mail's link"));
        return stop.stop(here.relyingParty(), token)
                .map(done -> new Answer(done.sessionsEnded(), done.passkeysSuspended(), NEXT))
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
    }
}
