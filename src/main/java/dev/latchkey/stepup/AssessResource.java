package dev.latchkey.stepup;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.decision.Clients;
import dev.latchkey.decision.Decision;
import dev.latchkey.decision.Decision.StepUpMethod;
import dev.latchkey.passkey.FieldError;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.relyingparty.ApiClients.ApiClient;
import dev.latchkey.relyingparty.Here;
import dev.latchkey.relyingparty.RelyingParty;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /v1/risk/assess}: an app's back end asks whether a protected action may go ahead. */
@Path("/v1/risk/assess")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class AssessResource {
    private final Assess assess;
    private final Here here;
    private final ObjectMapper json;
    private final MeterRegistry metrics;
    private final Clients clients;

    AssessResource(Assess assess, Here here, ObjectMapper json, MeterRegistry metrics, Clients clients) {
        this.assess = assess;
        this.here = here;
        this.json = json;
        this.metrics = metrics;
        this.clients = clients;
    }

    /** The answer; what does not belong to an outcome is absent. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Answer(
            String outcome,
            Optional<String> ticket,
            Optional<List<MethodAnswer>> methods,
            @JsonProperty("hold_until") Optional<Instant> holdUntil,
            Optional<List<String>> next,
            DecisionAnswer decision) {
        @Override
        public String toString() {
            return "Answer[redacted]";
        }
    }

    /** One check that is offered. */
    @RegisterForReflection
    record MethodAnswer(String id, int seconds) {}

    /** The decision behind it. */
    @RegisterForReflection
    record DecisionAnswer(String id, String level, List<ReasonAnswer> reasons) {
        static DecisionAnswer of(Decision decision) {
            return new DecisionAnswer(
                    decision.id().toString(),
                    decision.level(),
                    decision.reasons().stream()
                            .map(reason -> new ReasonAnswer(reason.code(), reason.text()))
                            .toList());
        }
    }

    /** One reason. */
    @RegisterForReflection
    record ReasonAnswer(String code, String text) {}

    /** Assesses one action. */
    @POST
    public Answer assess(@HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization, byte[] body)
            throws IOException {
        RelyingParty relyingParty = here.relyingParty();
        ApiClient client = Optional.ofNullable(authorization)
                .flatMap(BasicCredentials::read)
                .flatMap(credentials -> assess.client(relyingParty, credentials))
                .orElseThrow(() -> new ProblemException(Problem.CLIENT_REFUSED)
                        .header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"latchkey\", charset=\"UTF-8\""));
        return switch (assess.assess(relyingParty, client, request(body))) {
            case AssessOutcome.Allowed(Decision decision) -> {
                count("allow");
                yield new Answer(
                        "allow",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        DecisionAnswer.of(decision));
            }
            case AssessOutcome.StepUp asked -> {
                count("step_up");
                yield new Answer(
                        "step_up",
                        Optional.of(asked.ticket()),
                        Optional.of(asked.methods().stream()
                                .map(AssessResource::method)
                                .toList()),
                        Optional.empty(),
                        Optional.empty(),
                        DecisionAnswer.of(asked.decided()));
            }
            case AssessOutcome.Denied denied -> {
                count(denied.holdUntil().isPresent() ? "hold" : "deny");
                yield new Answer(
                        "deny",
                        Optional.empty(),
                        Optional.empty(),
                        denied.holdUntil(),
                        Optional.of(denied.next()),
                        DecisionAnswer.of(denied.decided()));
            }
            case AssessOutcome.SubjectUnknown unknown -> throw new ProblemException(Problem.SUBJECT_UNKNOWN);
            case AssessOutcome.SessionUnknown unknown -> throw new ProblemException(Problem.SESSION_UNKNOWN);
        };
    }

    private AssessRequest request(byte[] body) throws IOException {
        JsonNode tree = json.readTree(body);
        return switch (new AssessReader(clients).read(tree)) {
            case AssessReader.Read.Request(AssessRequest request) -> request;
            case AssessReader.Read.Malformed(List<FieldError> errors) ->
                throw new ProblemException(Problem.INVALID_REQUEST).with("fields", errors);
        };
    }

    private static MethodAnswer method(StepUpMethod method) {
        return new MethodAnswer(method.id(), method.seconds());
    }

    private void count(String outcome) {
        metrics.counter("latchkey_assess_total", "outcome", outcome).increment();
    }
}
