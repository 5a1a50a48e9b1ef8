package dev.latchkey.stepup;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.decision.Clients;
import dev.latchkey.decision.policy.Network;
import dev.latchkey.id.AccountId;
import dev.latchkey.id.SessionId;
import dev.latchkey.passkey.FieldError;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads the body of an assessment; one reader for each. Money is at stake, so nothing is overlooked: a member that is
 * not known is an error, lest a misspelt amount count as none.
 */
final class AssessReader {
    private static final int LONGEST_PAYEE = 256;
    private static final int LONGEST_HEADER = 512;
    private static final Pattern ACTION = Pattern.compile("[a-z][a-z0-9_]{0,31}");
    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern DECIMAL = Pattern.compile("(0|[1-9][0-9]{0,14})(\\.[0-9]{1,4})?");
    private static final Set<String> OURS = Set.of("sign_up", "sign_in", "add_passkey", "recovery", "refresh");
    private static final Map<String, Currency> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .collect(Collectors.toUnmodifiableMap(Currency::getCurrencyCode, currency -> currency));

    private final Clients clients;
    private final List<FieldError> errors = new ArrayList<>();

    AssessReader(Clients clients) {
        this.clients = clients;
    }

    /** What a body came to. */
    sealed interface Read {
        /** It can be worked with. */
        record Request(AssessRequest request) implements Read {}

        /** It cannot; all that is wrong with it. */
        record Malformed(List<FieldError> errors) implements Read {
            /** Keeps an immutable copy. */
            public Malformed {
                errors = List.copyOf(errors);
            }
        }
    }

    Read read(JsonNode body) {
        if (!body.isObject()) {
            return new Read.Malformed(List.of(new FieldError("body", "must be a JSON object")));
        }
        known(body, "", Set.of("subject", "action", "amount", "payee", "session", "client"));
        Optional<String> subject = text(body, "", "subject", "an account id", fits(UUID_FORM));
        Optional<String> action = text(
                body,
                "",
                "action",
                "a name of your own: 1 to 32 lower-case letters, digits and underscores, a letter first",
                fits(ACTION).and(name -> !OURS.contains(name)));
        if (!body.has("subject")) {
            errors.add(new FieldError("subject", "must be an account id"));
        }
        if (!body.has("action")) {
            errors.add(new FieldError("action", "must be there"));
        }
        Optional<Map.Entry<String, String>> amount = amount(body);
        Optional<String> payee =
                text(body, "", "payee", "1 to 256 bytes of UTF-8 without control characters", AssessReader::isPayee);
        Optional<String> session = text(body, "", "session", "a session id", fits(UUID_FORM));
        JsonNode client = body.path("client");
        if (body.has("client") && !client.isObject()) {
            errors.add(new FieldError("client", "must be an object"));
        }
        known(client, "client.", Set.of("address", "user_agent", "device"));
        Optional<String> address = text(client, "client.", "address", "an IP address", AssessReader::isAddress);
        Optional<String> agent =
                text(client, "client.", "user_agent", "at most 512 characters", AssessReader::isHeader);
        Optional<String> device = text(client, "client.", "device", "at most 512 characters", AssessReader::isHeader);
        if (!errors.isEmpty() || subject.isEmpty() || action.isEmpty()) {
            return new Read.Malformed(errors);
        }
        return new Read.Request(new AssessRequest(
                new AccountId(UUID.fromString(subject.get())),
                new Transaction(action.get(), amount.map(Map.Entry::getKey), amount.map(Map.Entry::getValue), payee),
                session.map(UUID::fromString).map(SessionId::new),
                clients.passedOn(address, agent, device)));
    }

    /** The amount as value and currency. */
    private Optional<Map.Entry<String, String>> amount(JsonNode body) {
        JsonNode amount = body.path("amount");
        if (!body.has("amount")) {
            return Optional.empty();
        }
        if (!amount.isObject()) {
            errors.add(new FieldError("amount", "must be an object"));
            return Optional.empty();
        }
        known(amount, "amount.", Set.of("value", "currency"));
        Optional<String> value =
                text(amount, "amount.", "value", "a decimal number in a string, such as \"250.00\"", fits(DECIMAL));
        Optional<String> currency =
                text(amount, "amount.", "currency", "a currency of ISO 4217", CURRENCIES::containsKey);
        if (!amount.has("value")) {
            errors.add(new FieldError("amount.value", "must be there"));
        }
        if (!amount.has("currency")) {
            errors.add(new FieldError("amount.currency", "must be there"));
        }
        if (value.isEmpty() || currency.isEmpty()) {
            return Optional.empty();
        }
        int digits = Math.max(0, CURRENCIES.get(currency.get()).getDefaultFractionDigits());
        if (new BigDecimal(value.get()).scale() > digits) {
            errors.add(new FieldError("amount.value", "must have at most " + digits + " decimals in this currency"));
        }
        return Optional.of(Map.entry(value.get(), currency.get()));
    }

    private void known(JsonNode object, String path, Set<String> names) {
        object.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                errors.add(new FieldError(path + printable(name), "is not known here"));
            }
        });
    }

    private Optional<String> text(JsonNode object, String path, String name, String wanted, Predicate<String> isRight) {
        JsonNode value = object.path(name);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isTextual() || !isRight.test(value.textValue())) {
            errors.add(new FieldError(path + name, "must be " + wanted));
            return Optional.empty();
        }
        return Optional.of(value.textValue());
    }

    private static Predicate<String> fits(Pattern form) {
        return text -> form.matcher(text).matches();
    }

    /** Also for what the canonical text relies on: no control character, no half of a pair. */
    private static boolean isPayee(String text) {
        return !text.isBlank()
                && text.getBytes(StandardCharsets.UTF_8).length <= LONGEST_PAYEE
                && StandardCharsets.UTF_8.newEncoder().canEncode(text)
                && text.codePoints().noneMatch(Character::isISOControl);
    }

    private static boolean isHeader(String text) {
        return text.length() <= LONGEST_HEADER;
    }

    private static boolean isAddress(String text) {
        return Network.address(text).isPresent();
    }

    private static String printable(String name) {
        String shown = name.replaceAll("[^A-Za-z0-9_.-]", "?");
        return shown.length() <= 40 ? shown : shown.substring(0, 40);
    }
}
