package dev.latchkey.console.insight;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.decision.CodeWords;
import dev.latchkey.decision.Judged;
import dev.latchkey.decision.insight.Considered;
import dev.latchkey.risk.Assessment;
import dev.latchkey.risk.Code;
import dev.latchkey.risk.Counterfactual;
import dev.latchkey.risk.Evidence;
import dev.latchkey.risk.Hypothesis;
import dev.latchkey.risk.Reading;
import dev.latchkey.risk.Verdict;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** An assessment in answers: what may be behind it, and what its score is made of. */
final class Explained {
    private Explained() {}

    /** One explanation, before calibration. */
    @RegisterForReflection
    record Possible(String code, String text, boolean hostile, double probability) {}

    /** One term of the score. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Term(String code, String text, Optional<Double> reading, double logit) {}

    /** What one signal read. */
    @RegisterForReflection
    record Read(String code, String text, double value, boolean known) {}

    /** A check that suits. */
    @RegisterForReflection
    record Method(String id, int seconds) {}

    /** What would have had to be different. */
    @RegisterForReflection
    record Otherwise(boolean passes, List<Coded> usual, String text) {}

    /** What one policy makes of it; {@code policy} is absent where there is only that of then. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Outlook(
            Optional<JsonNode> policy,
            String level,
            boolean limited,
            Optional<Instant> until,
            List<Coded> reasons,
            List<Method> methods,
            @JsonProperty("by_score") String byScore,
            String line,
            double threshold,
            Optional<Double> deny,
            double compared,
            Otherwise counterfactual,
            @JsonProperty("same_as_stored") Optional<Boolean> sameAsStored) {}

    static List<Possible> hypotheses(Assessment assessment) {
        return assessment.posterior().entrySet().stream()
                .sorted(Map.Entry.<Hypothesis, Double>comparingByValue(Comparator.reverseOrder()))
                .map(entry -> new Possible(
                        entry.getKey().slug(),
                        CodeWords.of(entry.getKey()),
                        entry.getKey().hostile(),
                        entry.getValue()))
                .toList();
    }

    static List<Term> contributions(Assessment assessment, Evidence evidence) {
        CodeWords words = new CodeWords(evidence);
        Map<Code, Double> values = new EnumMap<>(Code.class);
        assessment.readings().forEach(reading -> values.put(reading.code(), reading.value()));
        return assessment.contributions().stream()
                .map(term -> new Term(
                        term.code().slug(),
                        words.of(term.code()),
                        Optional.ofNullable(values.get(term.code())),
                        term.logit()))
                .toList();
    }

    static List<Read> readings(Assessment assessment, Evidence evidence) {
        CodeWords words = new CodeWords(evidence);
        return assessment.readings().stream()
                .map((Reading reading) ->
                        new Read(reading.code().slug(), words.of(reading.code()), reading.value(), reading.known()))
                .toList();
    }

    static Outlook outlook(
            Considered considered, Evidence evidence, Optional<JsonNode> policy, Optional<Boolean> sameAsStored) {
        Judged judged = considered.judged();
        Assessment assessment = considered.assessment();
        double deny = considered.line().denyProbability();
        return new Outlook(
                policy,
                judged.level(),
                judged instanceof Judged.Passes passes && passes.limited(),
                judged instanceof Judged.Refuses refuses ? refuses.until() : Optional.empty(),
                judged.reasons().stream()
                        .map(reason -> new Coded(reason.code(), reason.text()))
                        .toList(),
                judged instanceof Judged.Asks asks
                        ? asks.methods().stream()
                                .map(method -> new Method(method.id(), method.seconds()))
                                .toList()
                        : List.of(),
                assessment.verdict().slug().replace('-', '_'),
                considered.kind(),
                assessment.counterfactual().threshold(),
                deny > 1 ? Optional.empty() : Optional.of(deny),
                considered.compared(),
                otherwise(assessment, evidence),
                sameAsStored);
    }

    private static Otherwise otherwise(Assessment assessment, Evidence evidence) {
        CodeWords words = new CodeWords(evidence);
        Counterfactual counterfactual = assessment.counterfactual();
        return new Otherwise(
                counterfactual.passes(),
                counterfactual.usual().stream()
                        .map(code -> new Coded(code.slug(), words.of(code)))
                        .toList(),
                text(assessment));
    }

    private static String text(Assessment assessment) {
        Counterfactual counterfactual = assessment.counterfactual();
        double threshold = counterfactual.threshold();
        if (assessment.verdict() == Verdict.ALLOW) {
            return threshold > 1
                    ? "By its score it passes; nobody is asked on the score."
                    : "By its score it passes; asked is from " + percent(threshold) + " up.";
        }
        if (threshold <= 0) {
            return "Everybody is asked here, whatever the score.";
        }
        String below = "It would pass below " + percent(threshold);
        return counterfactual.passes()
                ? below + ", as it would if these were usual: "
                        + counterfactual.usual().stream().map(Code::slug).collect(Collectors.joining(", ")) + "."
                : below + ", which it would not have come to, had everything that was read been usual.";
    }

    private static String percent(double probability) {
        double percent = probability * 100;
        return percent > 0 && percent < 0.01 ? "0.01 %" : String.format(Locale.ROOT, "%.2f %%", percent);
    }
}
