package dev.latchkey.decision;

import dev.latchkey.decision.PastDecision.Said;
import dev.latchkey.risk.Assessment;
import dev.latchkey.risk.Challenge;
import dev.latchkey.risk.Code;
import dev.latchkey.risk.Contribution;
import dev.latchkey.risk.Counterfactual;
import dev.latchkey.risk.Evidence;
import dev.latchkey.risk.Hypothesis;
import dev.latchkey.risk.Reading;
import dev.latchkey.risk.Risk;
import dev.latchkey.risk.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A decision in the words and numbers of operators; says nothing of whom it was about. */
final class OpsWords {
    private static final String TABLE = "%-36s  %-24s %-14s %-8s %-8s %8s  %s";
    private static final String FACT = "  %-12s %s";
    private static final String TERM = "  %-24s %9s %9s  %s";

    private final PastDecision past;
    private final List<Said> labels;
    private final List<String> lines = new ArrayList<>();

    OpsWords(PastDecision past, List<Said> labels) {
        this.past = past;
        this.labels = labels;
    }

    static List<String> table(List<PastDecision> decisions) {
        List<String> lines = new ArrayList<>();
        lines.add(words(TABLE, "DECISION", "AT", "ACTION", "SEGMENT", "LEVEL", "HOSTILE", "REASONS"));
        decisions.forEach(past -> lines.add(words(
                TABLE,
                past.id(),
                past.at(),
                past.action(),
                past.segment(),
                past.level(),
                percent(Risk.probability(past.score())),
                String.join(", ", past.reasons()))));
        return lines;
    }

    /** What can be said of a decision by a model that this release does not have. */
    List<String> withoutModel(int ours) {
        head(past.policyVersion() == Basis.UNREADABLE);
        lines.add("");
        fact("recomputed", "no: this release scores by model " + ours + " and not by " + past.modelVersion());
        became();
        return lines;
    }

    /**
     * Everything.
     *
     * @param policy the version the line below comes from; {@link Basis#UNREADABLE} when that of then cannot be read now
     * @param assessment what the model makes of the stored evidence today
     * @param deciding the logit that was compared with the line
     */
    List<String> explained(Evidence evidence, int policy, Assessment assessment, double deciding) {
        boolean same = Double.doubleToLongBits(assessment.logit()) == Double.doubleToLongBits(past.score());
        head(policy == Basis.UNREADABLE);
        title("The score: how likely it is that somebody acts against the owner's will");
        fact("stored", logit(past.score()));
        fact("recomputed", same ? "the same, bit for bit" : "DIFFERENT: " + logit(assessment.logit()));
        line(assessment, deciding);
        explanations(assessment);
        terms(evidence, assessment);
        title("What would have changed it");
        lines.add("  " + counterfactual(assessment));
        became();
        return lines;
    }

    private void head(boolean unreadable) {
        lines.add("Decision " + past.id());
        fact("at", past.at().toString());
        fact("attempted", past.action() + ", on an account that is " + past.segment());
        fact(
                "outcome",
                past.level()
                        + switch (past.level()) {
                            case "allow" -> ": it passed";
                            case "step_up" -> ": one more check was asked for";
                            default -> ": it was refused or has to wait";
                        });
        fact("told", String.join(", ", past.reasons()));
        fact(
                "made by",
                (past.policyVersion() == Basis.UNREADABLE
                                ? "no policy (unreadable then)"
                                : "policy " + past.policyVersion())
                        + ", model " + past.modelVersion() + ", snapshot " + past.snapshot() + " of the population");
        if (unreadable) {
            fact("", "That policy cannot be read: lines below are those of the release's own.");
        }
    }

    private void line(Assessment assessment, double deciding) {
        double margin = deciding - assessment.logit();
        fact("compared", logit(deciding) + words(", %+.3f for how little is known of the account", margin));
        fact("line", line(assessment.counterfactual().threshold()));
        fact(
                "by itself",
                "the score says " + assessment.verdict().slug().replace('-', '_')
                        + (agrees(assessment.verdict())
                                ? ""
                                : "; rules, holds or an answered check decided otherwise"));
        if (assessment.verdict() == Verdict.STEP_UP) {
            fact("would suit", checks(assessment.suitable()));
        }
    }

    private static String line(double threshold) {
        if (threshold > 1) {
            return "nobody is asked on the score";
        }
        return threshold <= 0 ? "everybody is asked" : "asked from " + percent(threshold) + " up";
    }

    private boolean agrees(Verdict verdict) {
        return Names.of(verdict).equals(past.level());
    }

    private static String checks(List<Challenge> suitable) {
        return suitable.isEmpty()
                ? "none of the checks that the policy allows"
                : suitable.stream().map(Challenge::slug).collect(Collectors.joining(", "));
    }

    private void explanations(Assessment assessment) {
        title("What may be behind it (before calibration)");
        assessment.posterior().entrySet().stream()
                .sorted(Map.Entry.<Hypothesis, Double>comparingByValue(Comparator.reverseOrder()))
                .forEach(entry -> lines.add(words(
                        "  %9s  %-18s %s",
                        percent(entry.getValue()), entry.getKey().slug(), CodeWords.of(entry.getKey()))));
    }

    private void terms(Evidence evidence, Assessment assessment) {
        Map<Code, Double> values = new EnumMap<>(Code.class);
        for (Reading reading : assessment.readings()) {
            values.put(reading.code(), reading.value());
        }
        CodeWords codes = new CodeWords(evidence);
        title("How the score adds up, for " + assessment.leading().slug());
        lines.add(words(TERM, "CODE", "READING", "LOGIT", "").stripTrailing());
        double sum = 0;
        for (Contribution term : assessment.contributions()) {
            Double value = values.get(term.code());
            sum += term.logit();
            lines.add(words(
                    TERM,
                    term.code().slug(),
                    value == null ? "" : words("%.3f", value),
                    words("%+.3f", term.logit()),
                    codes.of(term.code())));
        }
        lines.add(words(TERM, "sum", "", words("%+.3f", sum), "the score"));
    }

    private static String counterfactual(Assessment assessment) {
        Counterfactual counterfactual = assessment.counterfactual();
        if (assessment.verdict() == Verdict.ALLOW) {
            return "By its score it passes; " + line(counterfactual.threshold()) + ".";
        }
        String below = "It would pass below " + percent(counterfactual.threshold());
        return counterfactual.passes()
                ? below + ", as it would if these were usual: "
                        + counterfactual.usual().stream().map(Code::slug).collect(Collectors.joining(", ")) + "."
                : below + ", which it would not have come to, had everything that was read been usual.";
    }

    private void became() {
        title("What became of it");
        if (labels.isEmpty()) {
            lines.add("  nothing is known yet");
        }
        labels.forEach(said -> lines.add("  " + said.at() + "  " + said.label() + ", says " + said.source()));
    }

    private void title(String text) {
        lines.add("");
        lines.add(text);
    }

    private void fact(String name, String text) {
        lines.add(words(FACT, name, text));
    }

    private static String logit(double logit) {
        return words("logit %+.6f, which is %s", logit, percent(Risk.probability(logit)));
    }

    /** Two digits that tell something, however small it is. */
    private static String percent(double probability) {
        double percent = probability * 100;
        return percent > 0 && percent < 0.01 ? "< 0.01 %" : words("%.2f %%", percent);
    }

    private static String words(String form, Object... arguments) {
        return String.format(Locale.ROOT, form, arguments);
    }
}
