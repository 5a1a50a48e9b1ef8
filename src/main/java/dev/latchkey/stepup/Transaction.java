package dev.latchkey.stepup;

import dev.latchkey.account.AccountKey;
import dev.latchkey.account.PrivateFacts;
import dev.latchkey.id.Bytes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a customer approves, as the app's back end said it; never taken from the browser.
 *
 * @param action for example {@code payout}
 * @param value a decimal number, as it was given
 * @param currency its currency (ISO 4217)
 * @param payee who receives it
 */
public record Transaction(String action, Optional<String> value, Optional<String> currency, Optional<String> payee) {
    private static final String ACTION = "action";
    private static final String VALUE = "value";
    private static final String CURRENCY = "currency";
    private static final String PAYEE = "payee";

    /** Returns it as it stands in tokens and answers: {@code {action, amount: {value, currency}, payee}}. */
    public Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put(ACTION, action);
        if (value.isPresent() && currency.isPresent()) {
            members.put("amount", Map.of(VALUE, value.get(), CURRENCY, currency.get()));
        }
        payee.ifPresent(name -> members.put(PAYEE, name));
        return members;
    }

    Bytes close(AccountKey key) {
        return new PrivateFacts(Map.of(ACTION, action))
                .and(VALUE, value)
                .and(CURRENCY, currency)
                .and(PAYEE, payee)
                .close(key);
    }

    /** Opens what a ticket or an approval holds; empty when it was closed under another key. */
    public static Optional<Transaction> open(AccountKey key, Bytes closed) {
        return PrivateFacts.open(key, closed)
                .map(facts -> new Transaction(
                        facts.get(ACTION).orElse(""), facts.get(VALUE), facts.get(CURRENCY), facts.get(PAYEE)));
    }

    @Override
    public String toString() {
        return "Transaction[redacted]";
    }
}
