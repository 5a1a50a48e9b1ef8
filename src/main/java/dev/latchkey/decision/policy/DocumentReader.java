package dev.latchkey.decision.policy;

import dev.latchkey.risk.Challenge;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads a whole document; one reader for each. */
final class DocumentReader {
    private static final int FORM = 1;
    private static final int MOST_ACTIONS = 64;
    private static final int LONGEST_CHECK = 30 * 24 * 3600;
    private static final Pattern ANYTHING = Pattern.compile(".{0,256}");
    private static final Pattern CODE = Pattern.compile("[A-Z]{3}");
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());
    private static final List<String> KNOWN =
            List.of("$schema", "schema", "currency", "rates", "price_per_second", "seconds", "rules", "actions");

    private final Faults faults = new Faults();

    Validation read(String text) {
        Optional<PolicyDocument> document =
                new JsonTree(faults).read(text).map(root -> document(new Spot("$", root, faults)));
        return document.isPresent() && faults.none()
                ? new Validation.Valid(document.get())
                : new Validation.Invalid(faults.all());
    }

    private PolicyDocument document(Spot root) {
        Members members = Members.of(root, KNOWN);
        members.optional("$schema").flatMap(spot -> spot.text("a text of at most 256 characters", ANYTHING));
        members.required("schema").flatMap(spot -> spot.whole(FORM, FORM));
        String currency =
                members.required("currency").flatMap(DocumentReader::currency).orElse("");
        Map<String, BigDecimal> rates =
                members.optional("rates").map(spot -> rates(spot, currency)).orElse(Map.of());
        double price = members.required("price_per_second")
                .flatMap(spot -> spot.decimal("0", "1000"))
                .map(BigDecimal::doubleValue)
                .orElse(0.0);
        Map<Challenge, Integer> seconds =
                members.optional("seconds").map(DocumentReader::seconds).orElse(Map.of());
        HardRules rules = members.optional("rules").map(RulesReader::read).orElse(new HardRules(List.of(), List.of()));
        Map<String, ActionRule> actions =
                members.required("actions").map(DocumentReader::actions).orElse(Map.of());
        return new PolicyDocument(currency, rates, price, seconds, rules, actions);
    }

    private static Optional<String> currency(Spot spot) {
        return spot.text("three capital letters of ISO 4217", CODE)
                .flatMap(code -> CURRENCIES.contains(code) ? Optional.of(code) : spot.wrong("a currency of ISO 4217"));
    }

    private static Map<String, BigDecimal> rates(Spot spot, String currency) {
        Map<String, BigDecimal> rates = new TreeMap<>();
        Members members = Members.open(spot);
        for (String code : members.names()) {
            Spot rate = members.optional(code).orElseThrow();
            if (code.equals(currency)) {
                rate.fault("is the document's own currency and needs no rate");
            } else if (!CURRENCIES.contains(code)) {
                rate.fault("is not a currency of ISO 4217");
            }
            rate.decimal("0.000000001", "1000000000").ifPresent(value -> rates.put(code, value));
        }
        return rates;
    }

    private static Map<Challenge, Integer> seconds(Spot spot) {
        Map<Challenge, Integer> seconds = new EnumMap<>(Challenge.class);
        Members members = Members.of(spot, List.copyOf(StepUpNames.BY_NAME.keySet()));
        StepUpNames.BY_NAME.forEach((name, challenge) -> members.optional(name)
                .flatMap(given -> given.whole(1, LONGEST_CHECK))
                .ifPresent(given -> seconds.put(challenge, given)));
        return seconds;
    }

    private static Map<String, ActionRule> actions(Spot spot) {
        Map<String, ActionRule> actions = new TreeMap<>();
        Members members = Members.open(spot);
        if (members.names().size() > MOST_ACTIONS) {
            spot.fault("must be at most " + MOST_ACTIONS + " actions, was "
                    + members.names().size());
            return actions;
        }
        members.names()
                .forEach(name -> actions.put(
                        name, ActionReader.read(name, members.optional(name).orElseThrow())));
        ActionReader.ALWAYS_THERE.forEach(members::required);
        return actions;
    }
}
