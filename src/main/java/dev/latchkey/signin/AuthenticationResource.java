package dev.latchkey.signin;

import dev.latchkey.passkey.RequestOptions;
import dev.latchkey.postgres.OffLoop;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.relyingparty.Here;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.relyingparty.RelyingParty.SessionMode;
import dev.latchkey.stepup.Method;
import dev.latchkey.token.Caller;
import dev.latchkey.token.CurrentCaller;
import dev.latchkey.token.MaybeSignedIn;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Authentication ceremonies: signing in, and one more check for somebody half-way or all the way in. */
@Path("/v1/webauthn/authentication")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class AuthenticationResource {
    private final BeginSignIn beginSignIn;
    private final SignIn signIn;
    private final Door door;
    private final OffLoop offLoop;
    private final Here here;
    private final CurrentCaller caller;
    private final SignInMetrics metrics;

    AuthenticationResource(
            BeginSignIn beginSignIn,
            SignIn signIn,
            Door door,
            OffLoop offLoop,
            Here here,
            CurrentCaller caller,
            SignInMetrics metrics) {
        this.beginSignIn = beginSignIn;
        this.signIn = signIn;
        this.door = door;
        this.offLoop = offLoop;
        this.here = here;
        this.caller = caller;
        this.metrics = metrics;
    }

    /** What a sign-in can be begun with; usually nothing. */
    @RegisterForReflection
    record Begin(
            Optional<String> purpose, Optional<String> ticket, Optional<String> method, Optional<List<String>> hints) {
        @Override
        public String toString() {
            return "Begin[redacted]";
        }
    }

    /** Begins: without a name, and then without touching the database. */
    @POST
    @Path("/options")
    @MaybeSignedIn
    @NonBlocking
    public Uni<Response> options(
            @Nullable Begin begin,
            @QueryParam("session") @Nullable String session,
            @QueryParam("envelope") @Nullable String envelope,
            @Context HttpHeaders headers,
            @Context HttpServerRequest request) {
        if (begin == null) {
            throw Door.invalid("body", "a JSON object");
        }
        RelyingParty relyingParty = here.relyingParty();
        SessionMode mode = door.mode(relyingParty, session);
        Browser asked = door.browser(headers, request);
        Browser bound = door.bound(asked, mode);
        List<String> hints = Door.hints(begin.hints());
        return switch (begin.purpose().orElse("sign_in")) {
            case "sign_in" ->
                Uni.createFrom()
                        .item(door.options(
                                beginSignIn.usernameless(relyingParty, hints, mode, bound), envelope, asked, bound));
            case "step_up" -> {
                Optional<Caller> signedIn = caller.ifAny();
                yield begin.ticket().isPresent()
                        ? offLoop.run(() -> ticketOptions(relyingParty, begin, hints, asked))
                                .map(options -> door.options(options, envelope, asked, asked))
                        : offLoop.run(() -> sessionOptions(relyingParty, signedIn, hints, mode, bound))
                                .map(options -> door.options(options, envelope, asked, bound));
            }
            default -> throw Door.invalid("purpose", "step_up or nothing");
        };
    }

    private RequestOptions ticketOptions(RelyingParty relyingParty, Begin begin, List<String> hints, Browser browser) {
        Optional<Method> method = begin.method()
                .map(id -> Method.of(id)
                        .filter(BeginSignIn::isByPasskey)
                        .orElseThrow(() -> Door.invalid("method", "passkey or other_passkey")));
        String ticket = begin.ticket().orElseThrow();
        return switch (beginSignIn.forTicket(relyingParty, ticket, method, hints, browser)) {
            case BeginSignIn.Begun.Options(RequestOptions options) -> options;
            case BeginSignIn.Begun.Gone() -> throw new ProblemException(Problem.CEREMONY_EXPIRED);
            case BeginSignIn.Begun.NotOffered(List<Method> offered) ->
                throw new ProblemException(Problem.STEP_UP_REFUSED).next(Door.next(offered));
        };
    }

    private RequestOptions sessionOptions(
            RelyingParty relyingParty, Optional<Caller> signedIn, List<String> hints, SessionMode mode, Browser bound) {
        Caller someone = signedIn.orElseThrow(
                () -> new ProblemException(Problem.TOKEN_MISSING).header("WWW-Authenticate", "Bearer"));
        return beginSignIn
                .forSession(relyingParty, someone, hints, mode, bound)
                .orElseThrow(() -> new ProblemException(Problem.SESSION_ENDED));
    }

    /** Finishes; what the ceremony was for is read from the seal, never from the client. */
    @POST
    @Path("/verify")
    @RunOnVirtualThread
    public Response verify(byte[] body, @Context HttpHeaders headers, @Context HttpServerRequest request) {
        RelyingParty relyingParty = here.relyingParty();
        SignInOutcome outcome =
                metrics.signIn(() -> signIn.finish(relyingParty, body, door.entering(headers, request)));
        return switch (outcome) {
            case SignInOutcome.SignedIn in -> SignInAnswer.of(relyingParty, in);
            case SignInOutcome.Approved approved -> SignInAnswer.of(approved);
            case SignInOutcome.StepUpAsked asked ->
                Response.ok(new SignInAnswer.StepUp(
                                "step_up",
                                asked.ticket(),
                                asked.decision().methods().stream()
                                        .map(SignInAnswer.Method::of)
                                        .toList(),
                                DecisionAnswer.of(asked.decision())))
                        .build();
            case SignInOutcome.Denied denied -> throw Door.denied(denied.decision());
            case SignInOutcome.Malformed malformed -> throw Door.malformed(malformed.fields());
            case SignInOutcome.Expired expired -> throw new ProblemException(Problem.CEREMONY_EXPIRED);
            case SignInOutcome.UnknownPasskey unknown ->
                throw new ProblemException(Problem.UNKNOWN_PASSKEY)
                        .with(
                                "signal",
                                Map.of(
                                        "rpId",
                                        relyingParty.rpId(),
                                        "credentialId",
                                        unknown.credential().toString()));
            case SignInOutcome.Refused refused -> throw new ProblemException(Problem.SIGN_IN_REFUSED);
        };
    }
}
