package dev.latchkey.decision.policy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values of documents as people say them. */
final class Phrases {
    private static final BigDecimal HUNDRED = new BigDecimal(100);
    private static final MathContext FOUR_DIGITS = new MathContext(4, RoundingMode.HALF_UP);
    private static final int SHOWN = 5;
    private static final Map<String, String> ACTIONS = Map.of(
            "sign_up",
            "sign-ups",
            "sign_in",
            "sign-ins",
            "refresh",
            "renewals of a session",
            "add_passkey",
            "additions of a passkey",
            "recovery",
            "recoveries",
            PolicyDocument.ANY,
            "protected actions without a rule of their own");
    private static final Map<String, String> SEGMENTS =
            Map.of("new", "new customers", "regular", "regular customers", "dormant", "dormant customers");
    private static final Map<String, String> CHECKS = Map.of(
            "passkey", "the passkey again",
            "other_passkey", "another passkey",
            "device", "approval on another device",
            "totp", "a code of an app",
            "email", "a code by mail",
            "recovery_code", "a recovery code",
            "hold", "waiting",
            "support", "asking support");

    private Phrases() {}

    /** Returns an action in the plural; an app's own by its name. */
    static String action(String name) {
        return ACTIONS.getOrDefault(name, "“" + name + "” actions");
    }

    static String segment(String name) {
        return SEGMENTS.getOrDefault(name, name);
    }

    static String check(String name) {
        return CHECKS.getOrDefault(name, name);
    }

    /** Returns a share in per cent, with one decimal at least and four digits that count at most. */
    static String percent(BigDecimal share) {
        BigDecimal hundredth = share.multiply(HUNDRED).round(FOUR_DIGITS).stripTrailingZeros();
        return (hundredth.scale() < 1 ? hundredth.setScale(1, RoundingMode.UNNECESSARY) : hundredth).toPlainString()
                + " %";
    }

    static String plain(@Nullable Object value, String otherwise) {
        return switch (value) {
            case null -> otherwise;
            case BigDecimal number -> number.stripTrailingZeros().toPlainString();
            case String text -> text;
            case Map<?, ?> object -> "an object";
            case List<?> list -> "a list of " + list.size();
            default -> value.toString();
        };
    }

    static String hours(@Nullable Object value, int otherwise) {
        return plain(value, Integer.toString(otherwise)) + " h";
    }

    /** Returns names by commas, or how many they are where nobody would read them. */
    static String names(Set<String> names) {
        return names.size() <= SHOWN ? String.join(", ", names) : Integer.toString(names.size());
    }

    static String least(@Nullable Object value, Least otherwise) {
        String id = Pair.text(value).orElse(otherwise.id());
        return switch (id) {
            case "step_up" -> "always asked for one more check";
            case "hold" -> "always made to wait";
            case "allow" -> "asked only when the score or a rule says so";
            default -> id;
        };
    }

    static String effect(@Nullable Object value) {
        return switch (Pair.text(value).orElse("")) {
            case "deny" -> "refuses";
            case "step_up" -> "asks for one more check";
            default -> plain(value, "does nothing");
        };
    }

    /** Returns where the line of a segment is drawn, after "asks"; empty for what is no line. */
    static Optional<String> line(Map<?, ?> lines) {
        Optional<BigDecimal> budget = Pair.number(lines.get("budget"));
        if (budget.isPresent()) {
            return Optional.of(
                    budget.get().signum() == 0
                            ? "nobody on the score"
                            : budget.get().compareTo(BigDecimal.ONE) == 0 ? "everybody" : percent(budget.get()));
        }
        Optional<BigDecimal> threshold = Pair.number(lines.get("threshold"));
        if (threshold.isPresent()) {
            return Optional.of("those above a probability of " + percent(threshold.get()));
        }
        return lines.containsKey("by_cost") ? Optional.of("where that costs less than not asking") : Optional.empty();
    }
}
