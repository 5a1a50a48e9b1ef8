package dev.latchkey.signin;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.account.AccountView;
import dev.latchkey.account.Label;
import dev.latchkey.assurance.Acr;
import dev.latchkey.passkey.PasskeyView;
import dev.latchkey.passkey.Signals;
import dev.latchkey.postgres.OffLoop;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.relyingparty.Here;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.relyingparty.RelyingParty.SessionMode;
import dev.latchkey.relyingparty.RelyingParty.Use;
import dev.latchkey.token.Caller;
import dev.latchkey.token.CurrentCaller;
import dev.latchkey.token.FreshProof;
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
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Registration ceremonies: signing up, adding a passkey, coming back by a recovery code. */
@Path("/v1/webauthn/registration")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class RegistrationResource {
    private static final String SECOND_PROOF = "Bearer error=\"insufficient_user_authentication\", "
            + "error_description=\"A second, independent proof is needed\", acr_values=\"" + Acr.THREE.urn() + "\"";

    private final SignUp signUp;
    private final AddPasskey addPasskey;
    private final Recover recover;
    private final Enrol enrol;
    private final FreshProof freshProof;
    private final Door door;
    private final OffLoop offLoop;
    private final Here here;
    private final CurrentCaller caller;
    private final SignInMetrics metrics;

    RegistrationResource(
            SignUp signUp,
            AddPasskey addPasskey,
            Recover recover,
            Enrol enrol,
            FreshProof freshProof,
            Door door,
            OffLoop offLoop,
            Here here,
            CurrentCaller caller,
            SignInMetrics metrics) {
        this.signUp = signUp;
        this.addPasskey = addPasskey;
        this.recover = recover;
        this.enrol = enrol;
        this.freshProof = freshProof;
        this.door = door;
        this.offLoop = offLoop;
        this.here = here;
        this.caller = caller;
        this.metrics = metrics;
    }

    /**
     * What a registration can be begun with. What is there says what it is for: a cookie goes along unasked, so a user
     * name is a sign-up even in a browser that is signed in.
     */
    @RegisterForReflection
    record Begin(
            Optional<String> username,
            Optional<String> displayName,
            @JsonProperty("recovery_code") Optional<String> recoveryCode,
            Optional<String> invitation,
            Optional<List<String>> hints) {
        @Override
        public String toString() {
            return "Begin[redacted]";
        }
    }

    /** Begins a registration: for a stranger without touching the database. */
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
        if (begin.recoveryCode().isPresent()) {
            return offLoop.run(() -> recover.begin(
                                    relyingParty, begin.recoveryCode().get(), hints, mode, bound)
                            .orElseThrow(() -> new ProblemException(Problem.RECOVERY_CODE_REFUSED)))
                    .map(options -> door.options(options, envelope, asked, bound));
        }
        Optional<Caller> signedIn = caller.ifAny();
        if (begin.username().isEmpty() && signedIn.isPresent()) {
            return offLoop.run(() -> addOptions(relyingParty, signedIn.get(), hints, mode, bound))
                    .map(options -> door.options(options, envelope, asked, bound));
        }
        Label label = label(begin);
        if (relyingParty.use() == Use.STAFF) {
            return offLoop.run(() -> invitedOptions(relyingParty, begin, label, hints, mode, bound))
                    .map(options -> door.options(options, envelope, asked, bound));
        }
        if (relyingParty.uniqueUsernames()) {
            return offLoop.run(() -> {
                        if (signUp.isTaken(relyingParty, label)) {
                            throw new ProblemException(Problem.USERNAME_TAKEN);
                        }
                        return signUp.begin(relyingParty, label, hints, mode, bound);
                    })
                    .map(options -> door.options(options, envelope, asked, bound));
        }
        return Uni.createFrom()
                .item(door.options(signUp.begin(relyingParty, label, hints, mode, bound), envelope, asked, bound));
    }

    private Object invitedOptions(
            RelyingParty relyingParty, Begin begin, Label label, List<String> hints, SessionMode mode, Browser bound) {
        Object options = begin.invitation()
                .flatMap(token -> signUp.beginInvited(relyingParty, label, token, hints, mode, bound))
                .orElseThrow(() -> new ProblemException(Problem.INVITATION_NEEDED));
        if (signUp.isTaken(relyingParty, label)) {
            throw new ProblemException(Problem.USERNAME_TAKEN);
        }
        return options;
    }

    private Object addOptions(
            RelyingParty relyingParty, Caller signedIn, List<String> hints, SessionMode mode, Browser bound) {
        return switch (addPasskey.begin(relyingParty, signedIn, hints, mode, bound)) {
            case AddPasskey.Begun.Options options -> options.options();
            case AddPasskey.Begun.NotFresh stale -> throw freshProof.refusal();
            case AddPasskey.Begun.Asked asked ->
                throw new ProblemException(Problem.ONE_MORE_CHECK_NEEDED)
                        .header("WWW-Authenticate", SECOND_PROOF)
                        .with("ticket", asked.ticket())
                        .with(
                                "methods",
                                asked.decision().methods().stream()
                                        .map(SignInAnswer.Method::of)
                                        .toList())
                        .with("decision", DecisionAnswer.of(asked.decision()));
            case AddPasskey.Begun.Denied denied -> throw Door.denied(denied.decision());
            case AddPasskey.Begun.TooMany tooMany -> throw new ProblemException(Problem.TOO_MANY_PASSKEYS);
            case AddPasskey.Begun.Gone gone -> throw new ProblemException(Problem.SESSION_ENDED);
        };
    }

    /** Finishes a registration; what it was for is read from the seal, never from the client. */
    @POST
    @Path("/verify")
    @RunOnVirtualThread
    public Response verify(byte[] body, @Context HttpHeaders headers, @Context HttpServerRequest request) {
        RelyingParty relyingParty = here.relyingParty();
        EnrolOutcome outcome =
                metrics.registration(() -> enrol.finish(relyingParty, body, door.entering(headers, request)));
        return switch (outcome) {
            case EnrolOutcome.Enrolled enrolled -> created(relyingParty, enrolled);
            case EnrolOutcome.Malformed malformed -> throw Door.malformed(malformed.fields());
            case EnrolOutcome.Expired expired -> throw new ProblemException(Problem.CEREMONY_EXPIRED);
            case EnrolOutcome.Refused refused -> throw new ProblemException(Problem.REGISTRATION_REFUSED);
            case EnrolOutcome.AlreadyRegistered already ->
                throw new ProblemException(Problem.PASSKEY_ALREADY_REGISTERED);
            case EnrolOutcome.TooMany tooMany -> throw new ProblemException(Problem.TOO_MANY_PASSKEYS);
            case EnrolOutcome.NameTaken taken -> throw new ProblemException(Problem.USERNAME_TAKEN);
            case EnrolOutcome.NotInvited uninvited -> throw new ProblemException(Problem.INVITATION_NEEDED);
            case EnrolOutcome.SessionGone gone -> throw new ProblemException(Problem.SESSION_ENDED);
            case EnrolOutcome.CodeSpent spent -> throw new ProblemException(Problem.RECOVERY_CODE_REFUSED);
            case EnrolOutcome.Denied denied -> throw Door.denied(denied.decision());
        };
    }

    private static Response created(RelyingParty relyingParty, EnrolOutcome.Enrolled enrolled) {
        EnrolAnswer answer = new EnrolAnswer(
                enrolled.kind().name().toLowerCase(Locale.ROOT),
                PasskeyView.of(enrolled.passkey(), enrolled.account().key(), enrolled.used()),
                AccountView.of(enrolled.account()),
                enrolled.opened().map(Opened::answer).orElse(null),
                Signals.of(relyingParty, enrolled.account(), enrolled.accepted()),
                enrolled.recoveryCodesLeft());
        NewCookie[] cookies = enrolled.opened().map(Door::cookies).orElseGet(() -> new NewCookie[0]);
        return Response.status(Response.Status.CREATED)
                .entity(answer)
                .cookie(cookies)
                .build();
    }

    private static Label label(Begin begin) {
        String username = name("username", begin.username().orElse(""));
        return new Label(username, name("displayName", begin.displayName().orElse(username)));
    }

    private static String name(String member, String value) {
        return Label.read(value)
                .orElseThrow(() ->
                        Door.invalid(member, "1 to " + Label.LONGEST + " bytes of UTF-8 without control characters"));
    }
}
