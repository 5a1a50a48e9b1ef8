package dev.latchkey.me;

import dev.latchkey.decision.place.DeviceCookie;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.token.SignedIn;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /v1/me/privacy}: whether the caller's habits may be learned. A no costs more questions, and nothing else. */
@Path("/v1/me/privacy")
@SignedIn
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class PrivacyResource {
    private final OwnPrivacy privacy;

    PrivacyResource(OwnPrivacy privacy) {
        this.privacy = privacy;
    }

    /** The choice. */
    @RegisterForReflection
    record Choice(Optional<Boolean> profiling) {}

    /** Reads the choice. */
    @GET
    public Choice read() {
        return answer(privacy.read());
    }

    /** Changes it; a no also removes what was learned, and the cookie by which this browser was known again. */
    @PUT
    public Response choose(@Nullable Choice choice) {
        boolean wanted = Optional.ofNullable(choice)
                .flatMap(Choice::profiling)
                .orElseThrow(() -> MeResource.invalid("profiling", "must be true or false"));
        Response.ResponseBuilder chosen = Response.ok(answer(privacy.choose(wanted)));
        return wanted ? chosen.build() : chosen.cookie(DeviceCookie.clear()).build();
    }

    private static Choice answer(Optional<Boolean> chosen) {
        return new Choice(Optional.of(chosen.orElseThrow(() -> new ProblemException(Problem.SESSION_ENDED))));
    }
}
