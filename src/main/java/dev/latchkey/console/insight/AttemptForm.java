package dev.latchkey.console.insight;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.decision.Decision.StepUpMethod;
import dev.latchkey.decision.insight.Invented;
import dev.latchkey.decision.policy.PolicyDocument;
import dev.latchkey.risk.Challenge;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The fields of an invented attempt, from which a page builds its form. */
final class AttemptForm {
    private static final List<String> OURS = List.of("sign_in", "add_passkey", "recovery", "refresh");
    private static final Set<String> WITHOUT_AMOUNT =
            Set.of("sign_up", "sign_in", "add_passkey", "recovery", "refresh");

    private AttemptForm() {}

    /** One choice. */
    @RegisterForReflection
    record Option(String value, String text) {}

    /** One field; its {@code kind} says which of the other members it has. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Field(
            String name,
            String title,
            String kind,
            @JsonProperty("default") Optional<Object> usual,
            Optional<List<Option>> options,
            Optional<Integer> min,
            Optional<Integer> max,
            Optional<String> unit,
            Optional<Boolean> optional,
            @JsonProperty("for_actions") Optional<List<String>> forActions) {}

    static List<Field> fields(PolicyDocument policy) {
        List<String> custom = policy.actions().keySet().stream()
                .filter(name -> !WITHOUT_AMOUNT.contains(name) && !name.equals(PolicyDocument.ANY))
                .sorted()
                .toList();
        return List.of(
                actions(custom),
                new Field(
                        "amount",
                        "Amount",
                        "number",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(0),
                        Optional.empty(),
                        Optional.of(policy.currency()),
                        Optional.of(true),
                        Optional.of(custom)),
                number(
                        "sign_ins",
                        "Sign-ins that the account has behind it",
                        AttemptReader.USUAL_SIGN_INS,
                        AttemptReader.MOST_SIGN_INS),
                number("last_seen_days", "Days since the last one", 1, AttemptReader.MOST_DAYS),
                choice("usually", "What the account's device usually shows", Invented.Usually.values()),
                choice("device", "What the device shows now", Invented.Device.values()),
                choice("place", "Where from", Invented.Place.values()),
                choice("network", "Network", Invented.Network.values()),
                choice("system", "Operating system", Invented.Client.values()),
                choice("browser", "Browser", Invented.Browser.values()),
                choice("passkey", "Passkey", Invented.Passkey.values()),
                flag("user_verified", "The device checked who is there", true),
                choice("hour", "Hour", Invented.Hour.values()),
                optional("recovered_hours_ago", "Hours since the account was recovered"),
                optional("passkey_age_hours", "Hours since the passkey was added"),
                number("failures", "Failed tries just before", 0, AttemptReader.MOST_FAILURES),
                flag("reported", "The owner said yesterday “this was not me”", false),
                checks());
    }

    private static Field actions(List<String> custom) {
        List<Option> options = Stream.concat(OURS.stream(), custom.stream())
                .map(name -> new Option(name, words(name)))
                .toList();
        return choice("action", "What is attempted", "sign_in", options);
    }

    private static String words(String action) {
        return switch (action) {
            case "sign_in" -> "Sign in";
            case "add_passkey" -> "Add a passkey";
            case "recovery" -> "Get back in by recovery";
            case "refresh" -> "Renew a session";
            default -> action;
        };
    }

    private static Field choice(String name, String title, Invented.Choice[] choices) {
        return choice(
                name,
                title,
                choices[0].value(),
                Arrays.stream(choices)
                        .map(choice -> new Option(choice.value(), choice.text()))
                        .toList());
    }

    private static Field choice(String name, String title, String usual, List<Option> options) {
        return field(name, title, "choice", Optional.of(usual), Optional.of(options), Optional.empty(), false);
    }

    private static Field number(String name, String title, int usual, int most) {
        return field(name, title, "number", Optional.of(usual), Optional.empty(), Optional.of(most), false);
    }

    private static Field optional(String name, String title) {
        return field(
                name, title, "number", Optional.empty(), Optional.empty(), Optional.of(AttemptReader.MOST_HOURS), true);
    }

    private static Field flag(String name, String title, boolean usual) {
        return field(name, title, "flag", Optional.of(usual), Optional.empty(), Optional.empty(), false);
    }

    private static Field checks() {
        List<Option> options = AttemptReader.CHECKS.entrySet().stream()
                .sorted(Comparator.comparing(Map.Entry<String, Challenge>::getValue))
                .map(check -> new Option(check.getKey(), check(check.getValue())))
                .toList();
        return field(
                "owned",
                "Checks that the account could answer",
                "set",
                Optional.of(AttemptReader.USUAL_CHECKS.stream().sorted().toList()),
                Optional.of(options),
                Optional.empty(),
                false);
    }

    private static String check(Challenge challenge) {
        int seconds = StepUpMethod.of(challenge).map(StepUpMethod::seconds).orElse(0);
        return challenge.slug().replace('-', ' ').toLowerCase(Locale.ROOT) + ", about " + seconds + " s";
    }

    private static Field field(
            String name,
            String title,
            String kind,
            Optional<Object> usual,
            Optional<List<Option>> options,
            Optional<Integer> most,
            boolean optional) {
        return new Field(
                name,
                title,
                kind,
                usual,
                options,
                most.map(bound -> 0),
                most,
                Optional.empty(),
                optional ? Optional.of(true) : Optional.empty(),
                Optional.empty());
    }
}
