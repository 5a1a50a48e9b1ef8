package dev.latchkey.console.insight;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.decision.insight.BudgetAnswer;
import dev.latchkey.decision.insight.Budgets;
import dev.latchkey.decision.insight.CurvePoint;
import dev.latchkey.decision.insight.SegmentBudget;
import dev.latchkey.decision.insight.Standing;
import dev.latchkey.decision.policy.Fault;
import dev.latchkey.decision.policy.PolicyEdit;
import dev.latchkey.decision.policy.PolicyRegister;
import dev.latchkey.decision.policy.Tried;
import dev.latchkey.decision.policy.TriedOutcome;
import dev.latchkey.decision.policy.TriedPolicies;
import dev.latchkey.passkey.FieldError;
import dev.latchkey.risk.Segment;
import dev.latchkey.staff.CurrentStaff;
import dev.latchkey.staff.ForStaff;
import dev.latchkey.staff.Role;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@code /v1/ops/{rp}/budget}: which lines ask no more than a share of an action's attempts. */
@Path("/v1/ops/{rp}/budget")
@ForStaff({Role.POLICY_AUTHOR, Role.POLICY_APPROVER, Role.ANALYST})
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class BudgetResource {
    private static final int USUAL_DAYS = 30;

    private final Budgets budgets;
    private final TriedPolicies candidates;
    private final PolicyRegister register;
    private final CurrentStaff current;
    private final ObjectMapper json;

    BudgetResource(
            Budgets budgets,
            TriedPolicies candidates,
            PolicyRegister register,
            CurrentStaff current,
            ObjectMapper json) {
        this.budgets = budgets;
        this.candidates = candidates;
        this.register = register;
        this.current = current;
        this.json = json;
    }

    /** A line, and what it comes to; without a threshold where the costs decide. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Line(String line, Optional<Double> threshold, Interval asked, Interval caught) {
        static Line of(Standing standing) {
            return new Line(
                    standing.kind(),
                    number(standing.threshold()),
                    Interval.of(standing.asked()),
                    Interval.of(standing.caught()));
        }
    }

    /** One point of friction against catch. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Point(double share, Optional<Double> threshold, double asked, Interval caught) {
        static Point of(CurvePoint point) {
            return new Point(
                    point.share(), number(point.threshold()), point.asked().value(), Interval.of(point.caught()));
        }
    }

    /** One segment. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record SegmentLines(
            String segment,
            long attempts,
            long hostile,
            String source,
            Optional<Double> threshold,
            Interval asked,
            Interval caught,
            Line today,
            @JsonProperty("budget_line") Line budgetLine,
            List<Point> curve) {
        static SegmentLines of(SegmentBudget segment) {
            return new SegmentLines(
                    segment.segment().slug(),
                    segment.attempts(),
                    segment.hostile(),
                    segment.source().name().toLowerCase(Locale.ROOT),
                    number(segment.solved().threshold()),
                    Interval.of(segment.solved().asked()),
                    Interval.of(segment.solved().caught()),
                    Line.of(segment.today()),
                    Line.of(segment.modelled()),
                    segment.curve().stream().map(Point::of).toList());
        }
    }

    /** All segments. */
    @RegisterForReflection
    record Together(Interval asked, Interval caught, Line today, List<Point> curve) {}

    /** Ways to write it into a policy, as JSON merge patches (RFC 7396). */
    @RegisterForReflection
    record Edits(JsonNode threshold, JsonNode budget) {}

    /** The answer. */
    @RegisterForReflection
    record Answer(
            String action,
            double share,
            int days,
            Instant from,
            Instant to,
            @JsonProperty("model_version") int modelVersion,
            long attempts,
            long hostile,
            long answered,
            @JsonProperty("not_possible") long notPossible,
            @JsonProperty("asked_anyway") Interval askedAnyway,
            boolean enough,
            List<String> words,
            List<SegmentLines> segments,
            Together all,
            Edits edit,
            JsonNode document) {}

    /** Solves it. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Answer solve(byte[] body) throws IOException {
        JsonNode wanted = json.readTree(body);
        double share = share(wanted.path("share"));
        int days = days(wanted.path("days"));
        TriedOutcome.Ready policy = policy(wanted.path("policy"));
        String action = action(wanted.path("action"), policy);
        BudgetAnswer answer = budgets.solve(current.staff().managed(), policy, action, share, days);
        return answer(answer, policy, action, share, days);
    }

    private static double share(JsonNode share) {
        if (!share.isNumber() || !(share.doubleValue() >= 0 && share.doubleValue() <= 1)) {
            throw ReplayResource.invalid("share", "must be a number from 0 to 1");
        }
        return share.doubleValue();
    }

    private static int days(JsonNode days) {
        if (days.isMissingNode()) {
            return USUAL_DAYS;
        }
        if (!days.isInt() || days.intValue() < 1 || days.intValue() > Budgets.MOST_DAYS) {
            throw ReplayResource.invalid("days", "must be a whole number from 1 to " + Budgets.MOST_DAYS);
        }
        return days.intValue();
    }

    private static String action(JsonNode action, TriedOutcome.Ready policy) {
        String name = action.asText("sign_in");
        if (!action.isMissingNode() && !action.isTextual()
                || !policy.policy().document().actions().containsKey(name)
                || name.equals("*")) {
            throw ReplayResource.invalid("action", "must be an action that the policy has a rule for");
        }
        return name;
    }

    private TriedOutcome.Ready policy(JsonNode named) {
        Tried candidate = switch (TriedReader.read(named, "policy.")) {
            case TriedReader.Read.One(Tried one) -> one;
            case TriedReader.Read.None none ->
                new Tried.Version(register.active(current.staff().managed()));
            case TriedReader.Read.Malformed(List<FieldError> errors) -> throw ReplayResource.invalid(errors);
        };
        return switch (candidates.find(current.staff().managed(), candidate)) {
            case TriedOutcome.Ready ready -> ready;
            case TriedOutcome.Unknown unknown -> throw ReplayResource.unknown(candidate, "policy.");
            case TriedOutcome.Invalid(List<Fault> faults) -> throw ReplayResource.faulty(faults);
        };
    }

    private Answer answer(BudgetAnswer answer, TriedOutcome.Ready policy, String action, double share, int days)
            throws IOException {
        Map<Segment, Double> thresholds = new TreeMap<>();
        Map<Segment, Double> shares = new TreeMap<>();
        for (SegmentBudget segment : answer.segments()) {
            number(segment.solved().threshold())
                    .ifPresent(threshold -> thresholds.put(segment.segment(), Math.min(1, threshold)));
            shares.put(segment.segment(), share);
        }
        ObjectNode edit = PolicyEdit.lines(action, PolicyEdit.By.THRESHOLD, thresholds);
        return new Answer(
                action,
                share,
                days,
                answer.from(),
                answer.to(),
                answer.modelVersion(),
                answer.attempts(),
                answer.hostile(),
                answer.answered(),
                answer.notPossible(),
                Interval.of(answer.askedAnyway()),
                answer.isEnough(),
                answer.segments().stream()
                        .flatMap(segment -> words(segment, share).stream())
                        .toList(),
                answer.segments().stream().map(SegmentLines::of).toList(),
                new Together(
                        Interval.of(answer.solved().asked()),
                        Interval.of(answer.solved().caught()),
                        Line.of(answer.today()),
                        answer.curve().stream().map(Point::of).toList()),
                new Edits(edit, PolicyEdit.lines(action, PolicyEdit.By.BUDGET, shares)),
                json.readTree(PolicyEdit.apply(policy.text(), edit)));
    }

    private static Optional<String> words(SegmentBudget segment, double share) {
        String begin = String.format(
                Locale.ROOT,
                "%s: %,d attempts are too few for a share of %.2f %%; ",
                segment.segment().slug(),
                segment.attempts(),
                100 * share);
        return switch (segment.source()) {
            case DECISIONS -> Optional.empty();
            case MODEL -> Optional.of(begin + "the line is the model's own, which was counted on generated histories.");
            case COST -> Optional.of(begin + "the model has counted none either, so the line stays with the costs.");
        };
    }

    private static Optional<Double> number(double threshold) {
        return Double.isNaN(threshold) ? Optional.empty() : Optional.of(threshold);
    }
}
