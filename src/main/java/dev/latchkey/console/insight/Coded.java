package dev.latchkey.console.insight;

import dev.latchkey.decision.CodeWords;
import dev.latchkey.decision.Reason;
import dev.latchkey.risk.Hypothesis;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A stable code, and what it says. */
@RegisterForReflection
record Coded(String code, String text) {
    static Coded reason(String code) {
        return new Coded(code, Reason.ofCode(code).map(Reason::text).orElse(code));
    }

    static List<Coded> reasons(List<String> codes) {
        return codes.stream().map(Coded::reason).toList();
    }

    /** What was suspected, by the name that the log keeps. */
    static Coded suspicion(String stored) {
        String slug = stored.replace('_', '-');
        return new Coded(
                slug,
                Arrays.stream(Hypothesis.values())
                        .filter(hypothesis -> hypothesis.slug().equals(slug))
                        .findFirst()
                        .map(CodeWords::of)
                        .orElse(slug));
    }

    /** What became of a decision. */
    static String label(String label) {
        return switch (label) {
            case "passed" -> "the check was passed";
            case "failed" -> "the check was tried and failed";
            case "abandoned" -> "the check was never finished";
            case "me" -> "the customer says it was them";
            case "not_me" -> "the customer says it was somebody else";
            case "fraud" -> "staff found it to be fraud";
            case "none" -> "nothing is known yet";
            case "denied" -> "it was refused, or had to wait";
            default -> label.toLowerCase(Locale.ROOT);
        };
    }
}
