package dev.latchkey.me;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.assurance.Acr;
import dev.latchkey.me.Me.Self;
import dev.latchkey.me.SessionView.DeviceView;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.stepup.AnswerOutcome;
import dev.latchkey.stepup.Approvals.Approval;
import dev.latchkey.stepup.EachSecond;
import dev.latchkey.stepup.Transaction;
import dev.latchkey.token.SignedIn;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /v1/me/approvals}: what the caller's other devices ask, and the answers. */
@Path("/v1/me/approvals")
@SignedIn
@Consumes(MediaType.APPLICATION_JSON)
class ApprovalsResource {
    private static final String NUMBER = "[1-9][0-9]";
    private static final Duration WATCH = Duration.ofMinutes(5); // as long as an access token is good

    private final OwnApprovals approvals;
    private final EachSecond eachSecond;

    ApprovalsResource(OwnApprovals approvals, EachSecond eachSecond) {
        this.approvals = approvals;
        this.eachSecond = eachSecond;
    }

    /** All that wait, the oldest first. */
    @RegisterForReflection
    record Listed(List<View> approvals) {
        static Listed of(List<Approval> waiting) {
            return new Listed(waiting.stream().map(View::of).toList());
        }
    }

    /** What is asked. */
    @RegisterForReflection
    record View(
            String id,
            String action,
            Optional<DeviceView> device,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> place,
            @JsonProperty("asked_at") Instant askedAt,
            @JsonProperty("expires_at") Instant expiresAt,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Map<String, Object>> transaction) {
        static View of(Approval approval) {
            return new View(
                    approval.id().toString(),
                    approval.action(),
                    DeviceView.of(approval.device()),
                    approval.device().get("place"),
                    approval.askedAt(),
                    approval.expiresAt(),
                    approval.transaction().map(Transaction::members));
        }
    }

    /** The answer. */
    @RegisterForReflection
    record Answer(Optional<Boolean> approve, Optional<String> number) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    public Listed list() {
        return Listed.of(approvals.list().orElseThrow(() -> new ProblemException(Problem.SESSION_ENDED)));
    }

    /** Tells what waits now and whenever that changes; the thread that looks up who watches does not wait along. */
    @GET
    @Path("/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Blocking
    public Multi<OutboundSseEvent> events(@Context Sse sse) {
        if (!eachSecond.hasRoom()) {
            throw new ProblemException(Problem.TEMPORARILY_UNAVAILABLE).header(HttpHeaders.RETRY_AFTER, "5");
        }
        Self watcher = approvals.watcher().orElseThrow(() -> new ProblemException(Problem.SESSION_ENDED));
        if (!eachSecond.hasRoomFor(watcher.account().id())) {
            throw new ProblemException(Problem.TOO_MANY_REQUESTS).header(HttpHeaders.RETRY_AFTER, "5");
        }
        return eachSecond
                .watch(watcher.account().id(), () -> approvals.seenBy(watcher), waiting -> false, WATCH)
                .map(waiting -> sse.newEventBuilder()
                        .name("approvals")
                        .mediaType(MediaType.APPLICATION_JSON_TYPE)
                        .data(Listed.of(waiting))
                        .build());
    }

    /** Says yes, with the number that the asking device shows, or no. */
    @POST
    @Path("/{id}")
    @RunOnVirtualThread
    public Response answer(@PathParam("id") String id, @Nullable Answer answer) {
        if (answer == null || answer.approve().isEmpty()) {
            throw MeResource.invalid("approve", "must be true or false");
        }
        AnswerOutcome outcome = approvals
                .answer(approval(id), answer.approve().get() ? number(answer) : OptionalInt.empty())
                .orElseThrow(() -> new ProblemException(Problem.SESSION_ENDED));
        return switch (outcome) {
            case AnswerOutcome.Taken taken -> Response.noContent().build();
            case AnswerOutcome.WrongNumber(int triesLeft) ->
                throw new ProblemException(Problem.STEP_UP_REFUSED)
                        .with("tries_left", triesLeft)
                        .next(List.of(triesLeft > 0 ? "try-again" : "begin-again"));
            case AnswerOutcome.NotAsked notAsked -> throw new ProblemException(Problem.NOT_FOUND);
            case AnswerOutcome.TooWeak tooWeak ->
                throw new ProblemException(Problem.FRESH_PASSKEY_NEEDED)
                        .header(
                                HttpHeaders.WWW_AUTHENTICATE,
                                "Bearer error=\"insufficient_user_authentication\", "
                                        + "error_description=\"A passkey check is needed\", acr_values=\""
                                        + Acr.TWO.urn() + "\"");
        };
    }

    private static OptionalInt number(Answer answer) {
        return OptionalInt.of(answer.number()
                .filter(text -> text.matches(NUMBER))
                .map(Integer::parseInt)
                .orElseThrow(() -> MeResource.invalid("number", "must be the two digits that the other device shows")));
    }

    private static UUID approval(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException notAnId) {
            throw new ProblemException(Problem.NOT_FOUND);
        }
    }
}
