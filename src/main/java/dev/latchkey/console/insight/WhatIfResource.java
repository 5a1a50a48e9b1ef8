package dev.latchkey.console.insight;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.console.insight.AttemptForm.Field;
import dev.latchkey.console.insight.Explained.Outlook;
import dev.latchkey.console.insight.Explained.Possible;
import dev.latchkey.console.insight.Explained.Read;
import dev.latchkey.console.insight.Explained.Term;
import dev.latchkey.decision.PastDecision;
import dev.latchkey.decision.insight.Considered;
import dev.latchkey.decision.insight.Invented;
import dev.latchkey.decision.insight.WhatIf;
import dev.latchkey.decision.policy.Fault;
import dev.latchkey.decision.policy.Policies;
import dev.latchkey.decision.policy.PolicyInForce;
import dev.latchkey.decision.policy.PolicyOutcome;
import dev.latchkey.decision.policy.PolicyRegister;
import dev.latchkey.decision.policy.Tried;
import dev.latchkey.decision.policy.TriedOutcome;
import dev.latchkey.decision.policy.TriedPolicies;
import dev.latchkey.decision.replay.Again;
import dev.latchkey.id.DecisionId;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.passkey.FieldError;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.risk.Assessment;
import dev.latchkey.staff.CurrentStaff;
import dev.latchkey.staff.ForStaff;
import dev.latchkey.staff.Role;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** {@code /v1/ops/{rp}/what-if}: what policies make of one attempt, stored or invented, side by side. */
@Path("/v1/ops/{rp}/what-if")
@ForStaff({Role.POLICY_AUTHOR, Role.POLICY_APPROVER, Role.ANALYST})
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class WhatIfResource {
    private static final int MOST_POLICIES = 2;

    private final WhatIf whatIf;
    private final TriedPolicies candidates;
    private final Policies policies;
    private final PolicyRegister register;
    private final CurrentStaff current;
    private final ObjectMapper json;

    WhatIfResource(
            WhatIf whatIf,
            TriedPolicies candidates,
            Policies policies,
            PolicyRegister register,
            CurrentStaff current,
            ObjectMapper json) {
        this.whatIf = whatIf;
        this.candidates = candidates;
        this.policies = policies;
        this.register = register;
        this.current = current;
        this.json = json;
    }

    /** What a form can offer. */
    @RegisterForReflection
    record Options(List<Field> fields, List<Version> policies) {}

    /** A stored version. */
    @RegisterForReflection
    record Version(int version, @JsonProperty("in_force") boolean inForce, String comment) {}

    /** The stored decision. */
    @RegisterForReflection
    record Stored(
            String id,
            Instant at,
            String action,
            String segment,
            String level,
            @JsonProperty("policy_version") int policyVersion,
            @JsonProperty("model_version") int modelVersion) {
        static Stored of(PastDecision past) {
            return new Stored(
                    past.id().toString(),
                    past.at(),
                    past.action(),
                    past.segment(),
                    past.level(),
                    past.policyVersion(),
                    past.modelVersion());
        }
    }

    /** What comes of it. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Answer(
            Optional<Stored> decision,
            Optional<JsonNode> attempt,
            String action,
            String segment,
            @JsonProperty("model_version") int modelVersion,
            double logit,
            double probability,
            List<Possible> hypotheses,
            String leading,
            List<Term> contributions,
            List<Read> readings,
            List<Outlook> outcomes) {}

    /** What can be made up, and by which policies it can be judged. */
    @GET
    @Path("/options")
    @ForStaff({Role.POLICY_AUTHOR, Role.POLICY_APPROVER, Role.ANALYST, Role.AUDITOR})
    public Options options() {
        RelyingPartyId managed = current.staff().managed();
        PolicyInForce policy = policies.current(managed) instanceof PolicyOutcome.InForce(PolicyInForce inForce)
                ? inForce
                : policies.comingWithTheRelease();
        List<Version> versions = new ArrayList<>();
        register.versions(managed).reversed().stream()
                .map(version -> new Version(version.version(), version.inForce(), version.comment()))
                .forEach(versions::add);
        versions.add(new Version(0, register.active(managed) == 0, "the release's own"));
        return new Options(AttemptForm.fields(policy.document()), versions);
    }

    /** Judges one attempt under one or two policies. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Answer ask(byte[] body) throws IOException {
        JsonNode wanted = json.readTree(body);
        JsonNode decision = wanted.path("decision");
        JsonNode attempt = wanted.path("attempt");
        if (decision.isMissingNode() == attempt.isMissingNode()) {
            throw ReplayResource.invalid("decision", "must be there, or an attempt, and not both");
        }
        List<Tried> named = candidates(wanted.path("policies"));
        if (!decision.isMissingNode()) {
            DecisionId id = id(decision);
            return answer(whatIf.of(managed(), id, ready(named)), named, Optional.empty());
        }
        if (!attempt.isObject()) {
            throw ReplayResource.invalid("attempt", "must be an object");
        }
        AttemptReader reader = new AttemptReader(attempt);
        Invented invented = reader.read();
        if (!reader.errors().isEmpty()) {
            throw ReplayResource.invalid(reader.errors());
        }
        return answer(whatIf.of(managed(), invented, ready(named)), named, Optional.of(attempt));
    }

    private RelyingPartyId managed() {
        return current.staff().managed();
    }

    private static DecisionId id(JsonNode decision) {
        try {
            return new DecisionId(UUID.fromString(decision.asText()));
        } catch (IllegalArgumentException noId) {
            throw ReplayResource.invalid("decision", "must be the id of a decision");
        }
    }

    private static List<Tried> candidates(JsonNode list) {
        if (!list.isArray() || list.isEmpty() || list.size() > MOST_POLICIES) {
            throw ReplayResource.invalid("policies", "must be a list of one or two policies");
        }
        List<Tried> named = new ArrayList<>();
        for (JsonNode one : list) {
            String path = "policies[" + named.size() + "].";
            switch (TriedReader.read(one, path)) {
                case TriedReader.Read.One(Tried candidate) -> named.add(candidate);
                case TriedReader.Read.None none -> throw ReplayResource.invalid(path + "version", "must name a policy");
                case TriedReader.Read.Malformed(List<FieldError> errors) -> throw ReplayResource.invalid(errors);
            }
        }
        return named;
    }

    private List<PolicyInForce> ready(List<Tried> named) {
        List<PolicyInForce> ready = new ArrayList<>();
        for (Tried candidate : named) {
            switch (candidates.find(managed(), candidate)) {
                case TriedOutcome.Ready found -> ready.add(found.policy());
                case TriedOutcome.Unknown unknown ->
                    throw ReplayResource.unknown(candidate, "policies[" + ready.size() + "].");
                case TriedOutcome.Invalid(List<Fault> faults) -> throw ReplayResource.faulty(faults);
            }
        }
        return ready;
    }

    private Answer answer(WhatIf.Answer answer, List<Tried> named, Optional<JsonNode> attempt) {
        return switch (answer) {
            case WhatIf.Answer.Judged judged -> answer(judged, named, attempt);
            case WhatIf.Answer.NotFound notFound -> throw new ProblemException(Problem.NOT_FOUND);
            case WhatIf.Answer.NotPossible(Again.Why why) ->
                throw new ProblemException(Problem.CANNOT_BE_JUDGED_AGAIN)
                        .with("why", why.name().toLowerCase(Locale.ROOT));
        };
    }

    private Answer answer(WhatIf.Answer.Judged judged, List<Tried> named, Optional<JsonNode> attempt) {
        Assessment assessment = judged.outcomes().getFirst().assessment();
        List<Outlook> outlooks = new ArrayList<>();
        for (int i = 0; i < named.size(); i++) {
            Considered considered = judged.outcomes().get(i);
            outlooks.add(Explained.outlook(
                    considered,
                    judged.evidence(),
                    Optional.of(tree(named.get(i).json())),
                    judged.past().map(considered::isAsStored)));
        }
        return new Answer(
                judged.past().map(Stored::of),
                attempt,
                judged.action(),
                judged.evidence().segment().slug(),
                judged.model(),
                assessment.logit(),
                assessment.probability(),
                Explained.hypotheses(assessment),
                assessment.leading().slug(),
                Explained.contributions(assessment, judged.evidence()),
                Explained.readings(assessment, judged.evidence()),
                outlooks);
    }

    private JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (IOException ours) {
            throw new IllegalStateException("a candidate that is no JSON", ours);
        }
    }
}
