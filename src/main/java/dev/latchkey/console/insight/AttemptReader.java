package dev.latchkey.console.insight;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.decision.insight.Invented;
import dev.latchkey.passkey.FieldError;
import dev.latchkey.risk.Challenge;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads an invented attempt and gathers what is wrong with it; what is left out is as usual. For one request. */
final class AttemptReader {
    static final int MOST_SIGN_INS = 500;
    static final int MOST_DAYS = 365;
    static final int MOST_HOURS = 24 * 365;
    static final int MOST_FAILURES = 50;
    static final int USUAL_SIGN_INS = 30;
    static final Map<String, Challenge> CHECKS = Map.of(
            "passkey", Challenge.FRESH_PASSKEY,
            "other_passkey", Challenge.OTHER_PASSKEY,
            "device", Challenge.APPROVE_ON_DEVICE,
            "totp", Challenge.TOTP,
            "email", Challenge.EMAIL_CODE,
            "recovery_code", Challenge.RECOVERY_CODE);
    static final Set<String> USUAL_CHECKS = Set.of("passkey", "email", "recovery_code");

    private static final BigDecimal LARGEST = BigDecimal.valueOf(1_000_000_000_000L);

    private final JsonNode attempt;
    private final List<FieldError> errors = new ArrayList<>();

    AttemptReader(JsonNode attempt) {
        this.attempt = attempt;
    }

    List<FieldError> errors() {
        return List.copyOf(errors);
    }

    Invented read() {
        return new Invented(
                action(),
                amount(),
                whole("sign_ins", 0, MOST_SIGN_INS).orElse(USUAL_SIGN_INS),
                whole("last_seen_days", 0, MOST_DAYS).orElse(1),
                choice("usually", Invented.Usually.values()),
                choice("device", Invented.Device.values()),
                choice("place", Invented.Place.values()),
                choice("network", Invented.Network.values()),
                choice("system", Invented.Client.values()),
                choice("browser", Invented.Browser.values()),
                choice("passkey", Invented.Passkey.values()),
                flag("user_verified", true),
                choice("hour", Invented.Hour.values()),
                whole("recovered_hours_ago", 0, MOST_HOURS),
                whole("passkey_age_hours", 0, MOST_HOURS),
                whole("failures", 0, MOST_FAILURES).orElse(0),
                flag("reported", false),
                owned());
    }

    private String action() {
        JsonNode value = attempt.path("action");
        if (value.isMissingNode()) {
            return "sign_in";
        }
        if (value.isTextual()
                && value.textValue().matches("[a-z][a-z0-9_]{0,31}")
                && !value.textValue().equals("sign_up")) {
            return value.textValue();
        }
        wrong("action", "must be an action of the policy; a sign-up has no history to be judged by");
        return "sign_in";
    }

    private Optional<BigDecimal> amount() {
        JsonNode value = attempt.path("amount");
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (value.isNumber()
                && Double.isFinite(value.doubleValue())
                && value.decimalValue().signum() >= 0
                && value.decimalValue().compareTo(LARGEST) <= 0
                && value.decimalValue().scale() <= 20) {
            return Optional.of(value.decimalValue());
        }
        wrong("amount", "must be a number that is not negative");
        return Optional.empty();
    }

    private Optional<Integer> whole(String name, int least, int most) {
        JsonNode value = attempt.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (value.isInt() && value.intValue() >= least && value.intValue() <= most) {
            return Optional.of(value.intValue());
        }
        wrong(name, "must be a whole number from " + least + " to " + most);
        return Optional.empty();
    }

    private boolean flag(String name, boolean usual) {
        JsonNode value = attempt.path(name);
        if (!value.isMissingNode() && !value.isBoolean()) {
            wrong(name, "must be true or false");
        }
        return value.asBoolean(usual);
    }

    /** The first choice is what is usual. */
    private <T extends Invented.Choice> T choice(String name, T[] choices) {
        JsonNode value = attempt.path(name);
        if (value.isMissingNode()) {
            return choices[0];
        }
        return Arrays.stream(choices)
                .filter(choice -> choice.value().equals(value.textValue()))
                .findFirst()
                .orElseGet(() -> {
                    wrong(
                            name,
                            "must be one of "
                                    + String.join(
                                            ", ",
                                            Arrays.stream(choices)
                                                    .map(Invented.Choice::value)
                                                    .toList()));
                    return choices[0];
                });
    }

    private Set<Challenge> owned() {
        JsonNode value = attempt.path("owned");
        Set<Challenge> owned = EnumSet.noneOf(Challenge.class);
        if (value.isMissingNode()) {
            USUAL_CHECKS.forEach(check -> owned.add(CHECKS.get(check)));
            return owned;
        }
        boolean known = value.isArray();
        for (JsonNode check : value) {
            Optional<Challenge> found = Optional.ofNullable(check.textValue()).map(CHECKS::get);
            found.ifPresent(owned::add);
            known &= found.isPresent();
        }
        if (!known) {
            wrong(
                    "owned",
                    "must be a list of "
                            + String.join(
                                    ", ", CHECKS.keySet().stream().sorted().toList()));
        }
        return owned;
    }

    private void wrong(String name, String detail) {
        errors.add(new FieldError("attempt." + name, detail));
    }
}
