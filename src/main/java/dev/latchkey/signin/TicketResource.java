package dev.latchkey.signin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.relyingparty.Here;
import dev.latchkey.stepup.Transaction;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/step-up}: what a ticket is for, so that a page to which it is handed over shows what the app's back end
 * said and nothing that stands in its address.
 */
@Path("/v1/step-up")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class TicketResource {
    private final StepUps stepUps;
    private final Here here;
    private final Door door;

    TicketResource(StepUps stepUps, Here here, Door door) {
        this.stepUps = stepUps;
        this.here = here;
        this.door = door;
    }

    /** What the client holds. */
    @RegisterForReflection
    record Held(Optional<String> ticket) {
        @Override
        public String toString() {
            return "Held[redacted]";
        }
    }

    /** What is asked. */
    @RegisterForReflection
    record Question(
            String action,
            List<SignInAnswer.Method> methods,
            @JsonProperty("expires_at") Instant expiresAt,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Map<String, Object>> transaction) {
        static Question of(StepUps.Shown shown) {
            return new Question(
                    shown.ticket().action(),
                    shown.ticket().methods().stream()
                            .map(method -> new SignInAnswer.Method(method.id(), method.seconds()))
                            .toList(),
                    shown.ticket().expiresAt(),
                    shown.transaction().map(Transaction::members));
        }

        @Override
        public String toString() {
            return "Question[redacted]";
        }
    }

    /** Tells it to whoever holds the ticket; the ticket stays as it is. */
    @POST
    @RunOnVirtualThread
    public Question show(@Nullable Held held, @Context HttpHeaders headers, @Context HttpServerRequest request) {
        String ticket = Optional.ofNullable(held)
                .flatMap(Held::ticket)
                .orElseThrow(() -> Door.invalid("ticket", "the ticket of the answer that asked for one more check"));
        return stepUps.show(here.relyingParty(), ticket, door.browser(headers, request))
                .map(Question::of)
                .orElseThrow(() -> new ProblemException(Problem.CEREMONY_EXPIRED));
    }
}
