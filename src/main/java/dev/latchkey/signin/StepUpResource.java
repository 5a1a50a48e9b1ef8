package dev.latchkey.signin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.notice.Language;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.relyingparty.Here;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.stepup.ApprovalState;
import dev.latchkey.stepup.Approvals;
import dev.latchkey.stepup.AskOutcome;
import dev.latchkey.stepup.CheckOutcome;
import dev.latchkey.stepup.EachSecond;
import dev.latchkey.stepup.Method;
import dev.latchkey.stepup.Ticket;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /v1/step-up}: one more check by what is no passkey, for whoever holds a ticket. */
@Path("/v1/step-up")
@Consumes(MediaType.APPLICATION_JSON)
class StepUpResource {
    private static final Duration WATCH = Approvals.LIFETIME.plusSeconds(5);

    private final StepUps stepUps;
    private final Approvals approvals;
    private final EachSecond eachSecond;
    private final SignInMetrics metrics;
    private final Here here;
    private final Door door;

    StepUpResource(
            StepUps stepUps, Approvals approvals, EachSecond eachSecond, SignInMetrics metrics, Here here, Door door) {
        this.stepUps = stepUps;
        this.approvals = approvals;
        this.eachSecond = eachSecond;
        this.metrics = metrics;
        this.here = here;
        this.door = door;
    }

    /** What the client holds, and what its customer typed. */
    @RegisterForReflection
    record Held(Optional<String> ticket, Optional<String> code) {
        @Override
        public String toString() {
            return "Held[redacted]";
        }
    }

    /** How the check is put; only what the method needs. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Question(
            @JsonProperty("sent_to") Optional<String> sentTo,
            @JsonProperty("resend_after") Optional<Long> resendAfter,
            Optional<Integer> digits,
            Optional<Long> period,
            Optional<String> number,
            @JsonProperty("expires_in") Optional<Long> expiresIn) {
        @Override
        public String toString() {
            return "Question[redacted]";
        }
    }

    /** How far other devices have come. */
    @RegisterForReflection
    record Progress(String state) {}

    /** Puts the question: sends the code, asks the other devices, or says what to type. */
    @POST
    @Path("/{method}/options")
    @Produces(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    public Response options(
            @PathParam("method") String id,
            @Nullable Held held,
            @Context HttpHeaders headers,
            @Context HttpServerRequest request) {
        RelyingParty relyingParty = here.relyingParty();
        Method method = method(id);
        Language language = Language.choose(
                relyingParty, Optional.ofNullable(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE)));
        StepUps.Asked asked = stepUps.ask(relyingParty, ticket(held), method, door.browser(headers, request), language);
        Optional<Long> none = Optional.empty();
        Question question = switch (asked.outcome()) {
            case AskOutcome.Mailed(String sentTo, Duration expiresIn, Duration resendAfter) ->
                new Question(
                        Optional.of(sentTo),
                        Optional.of(resendAfter.toSeconds()),
                        Optional.empty(),
                        none,
                        Optional.empty(),
                        Optional.of(expiresIn.toSeconds()));
            case AskOutcome.FromApp(int digits, Duration period) ->
                new Question(
                        Optional.empty(),
                        none,
                        Optional.of(digits),
                        Optional.of(period.toSeconds()),
                        Optional.empty(),
                        none);
            case AskOutcome.FromPaper paper ->
                new Question(Optional.empty(), none, Optional.empty(), none, Optional.empty(), none);
            case AskOutcome.OnDevices(int number, Duration expiresIn) ->
                new Question(
                        Optional.empty(),
                        none,
                        Optional.empty(),
                        none,
                        Optional.of(Integer.toString(number)),
                        Optional.of(expiresIn.toSeconds()));
            case AskOutcome.ByCeremony ceremony ->
                throw Door.invalid("method", "asked for at /v1/webauthn/authentication/options")
                        .next(List.of("use-webauthn-authentication"));
            case AskOutcome.Suspended(Duration retryAfter, List<Method> left) -> throw suspended(retryAfter, left);
            case AskOutcome.NotOffered notOffered -> throw notOffered(method, asked.offered());
            case AskOutcome.Gone gone -> throw new ProblemException(Problem.CEREMONY_EXPIRED);
        };
        return Response.ok(question).build();
    }

    /** Takes the answer, and completes what was begun as an assertion would. */
    @POST
    @Path("/{method}/verify")
    @Produces(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    public Response verify(
            @PathParam("method") String id,
            @Nullable Held held,
            @Context HttpHeaders headers,
            @Context HttpServerRequest request) {
        RelyingParty relyingParty = here.relyingParty();
        Method method = method(id);
        String ticket = ticket(held);
        String code = Optional.ofNullable(held).flatMap(Held::code).orElse("");
        if (method.isTyped() && code.isBlank()) {
            throw Door.invalid("code", "what the customer typed");
        }
        return switch (stepUps.finish(relyingParty, ticket, method, code, door.entering(headers, request))) {
            case StepUps.Answered.Completed(SignInOutcome outcome) -> completed(relyingParty, metrics.counted(outcome));
            case StepUps.Answered.Refused(CheckOutcome why, List<Method> offered) ->
                throw refused(why, method, offered);
        };
    }

    /**
     * Tells how far other devices have come, once a second at most, until there is an answer or no time left. The thread
     * that looks at the ticket does not wait along.
     */
    @POST
    @Path("/device/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Blocking
    public Multi<OutboundSseEvent> events(
            @Nullable Held held, @Context HttpHeaders headers, @Context HttpServerRequest request, @Context Sse sse) {
        if (!eachSecond.hasRoom()) {
            throw new ProblemException(Problem.TEMPORARILY_UNAVAILABLE).header(HttpHeaders.RETRY_AFTER, "5");
        }
        Ticket watched = stepUps.watched(here.relyingParty(), ticket(held), door.browser(headers, request))
                .orElseThrow(() -> new ProblemException(Problem.CEREMONY_EXPIRED));
        if (!eachSecond.hasRoomFor(watched.account())) {
            throw new ProblemException(Problem.TOO_MANY_REQUESTS).header(HttpHeaders.RETRY_AFTER, "5");
        }
        return eachSecond
                .watch(
                        watched.account(),
                        () -> approvals.stateOf(watched),
                        state -> state != ApprovalState.WAITING,
                        WATCH)
                .map(state -> sse.newEventBuilder()
                        .name(state.value())
                        .mediaType(MediaType.APPLICATION_JSON_TYPE)
                        .data(new Progress(state.value()))
                        .build());
    }

    private static Response completed(RelyingParty relyingParty, SignInOutcome outcome) {
        return switch (outcome) {
            case SignInOutcome.SignedIn in -> SignInAnswer.of(relyingParty, in);
            case SignInOutcome.Approved approved -> SignInAnswer.of(approved);
            default -> throw new IllegalStateException("a ticket is not answered with " + outcome.outcome());
        };
    }

    private static ProblemException refused(CheckOutcome why, Method method, List<Method> offered) {
        return switch (why) {
            case CheckOutcome.Wrong(int triesLeft) ->
                new ProblemException(Problem.STEP_UP_REFUSED)
                        .with("tries_left", triesLeft)
                        .next(Door.next(triesLeft > 0 ? offered : others(offered)));
            case CheckOutcome.NotApproved notApproved ->
                new ProblemException(Problem.STEP_UP_REFUSED).next(Door.next(offered));
            case CheckOutcome.Suspended(Duration retryAfter, List<Method> left) -> suspended(retryAfter, left);
            case CheckOutcome.NotOffered notOffered -> notOffered(method, offered);
            case CheckOutcome.Gone gone -> new ProblemException(Problem.CEREMONY_EXPIRED);
            case CheckOutcome.Passed passed -> throw new IllegalStateException("a right answer is not refused");
        };
    }

    private static ProblemException suspended(Duration retryAfter, List<Method> left) {
        return new ProblemException(Problem.STEP_UP_SUSPENDED)
                .header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, retryAfter.toSeconds())))
                .next(Door.next(left));
    }

    private static ProblemException notOffered(Method method, List<Method> offered) {
        return new ProblemException(Problem.STEP_UP_REFUSED)
                .next(Door.next(
                        offered.stream().filter(other -> !other.equals(method)).toList()));
    }

    /** What is left where nothing typed is looked at. */
    private static List<Method> others(List<Method> offered) {
        return offered.stream().filter(method -> !method.isTyped()).toList();
    }

    private static Method method(String id) {
        return Method.of(id).orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
    }

    private static String ticket(@Nullable Held held) {
        return Optional.ofNullable(held)
                .flatMap(Held::ticket)
                .orElseThrow(() -> Door.invalid("ticket", "the ticket of the answer that asked for one more check"));
    }
}
