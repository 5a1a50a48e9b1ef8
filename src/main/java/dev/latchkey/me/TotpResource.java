package dev.latchkey.me;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.stepup.AuthenticatorApps.Enrolment;
import dev.latchkey.token.CurrentCaller;
import dev.latchkey.token.FreshProof;
import dev.latchkey.token.SignedIn;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /v1/me/totp}: the caller's authenticator app. */
@Path("/v1/me/totp")
@SignedIn
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class TotpResource {
    private final OwnTotp totp;
    private final FreshProof freshProof;
    private final CurrentCaller caller;

    TotpResource(OwnTotp totp, FreshProof freshProof, CurrentCaller caller) {
        this.totp = totp;
        this.freshProof = freshProof;
        this.caller = caller;
    }

    /** Whether there is one. */
    @RegisterForReflection
    record Standing(
            boolean enrolled, @JsonProperty("created_at") Optional<Instant> createdAt) {}

    /** What the app is to be given, shown once. */
    @RegisterForReflection
    record Begun(
            String secret,
            String uri,
            @JsonProperty("qr_svg") String qrSvg) {
        @Override
        public String toString() {
            return "Begun[redacted]";
        }
    }

    /** The app's first code. */
    @RegisterForReflection
    record Typed(Optional<String> code) {
        @Override
        public String toString() {
            return "Typed[redacted]";
        }
    }

    @GET
    public Standing read() {
        Optional<Instant> since = totp.read()
                .orElseThrow(() -> new ProblemException(Problem.SESSION_ENDED))
                .since();
        return new Standing(since.isPresent(), since);
    }

    /** Begins an enrolment; a former app stays good until a code of the new one was typed. */
    @POST
    public Response begin() {
        freshProof.require(caller.caller());
        Enrolment enrolment = totp.begin().orElseThrow(() -> new ProblemException(Problem.SESSION_ENDED));
        return Response.status(Response.Status.CREATED)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(new Begun(enrolment.secret(), enrolment.uri(), enrolment.qrSvg()))
                .build();
    }

    /** Ends an enrolment by the app's first code. */
    @POST
    @Path("/verify")
    public Response verify(@Nullable Typed typed) {
        String code = Optional.ofNullable(typed)
                .flatMap(Typed::code)
                .orElseThrow(() -> MeResource.invalid("code", "must be what the app shows"));
        return switch (totp.confirm(code)) {
            case DONE -> Response.noContent().build();
            case REFUSED ->
                throw new ProblemException(Problem.STEP_UP_REFUSED).next(List.of("try-again", "begin-again"));
            case NOT_FOUND -> throw new IllegalStateException("nothing was to be removed");
            case GONE -> throw new ProblemException(Problem.SESSION_ENDED);
        };
    }

    /** Forgets the app. */
    @DELETE
    public Response remove() {
        freshProof.require(caller.caller());
        return switch (totp.remove()) {
            case DONE -> Response.noContent().build();
            case NOT_FOUND -> throw new ProblemException(Problem.NOT_FOUND);
            case REFUSED -> throw new IllegalStateException("no code was typed");
            case GONE -> throw new ProblemException(Problem.SESSION_ENDED);
        };
    }
}
