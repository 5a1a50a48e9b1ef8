package dev.latchkey.stepup;

import dev.latchkey.account.Account;
import dev.latchkey.account.AccountKey;
import dev.latchkey.account.PrivateFacts;
import dev.latchkey.decision.Stake;
import dev.latchkey.decision.policy.Money;
import dev.latchkey.id.Bytes;
import dev.latchkey.secret.Digests;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
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

    /**
     * Returns the one text of it that everybody computes alike: its members as JSON by RFC 8785, absent ones left out.
     */
    public String canonical() {
        StringBuilder text = new StringBuilder("{\"action\":").append(quoted(action));
        if (value.isPresent() && currency.isPresent()) {
            text.append(",\"amount\":{\"currency\":")
                    .append(quoted(currency.get()))
                    .append(",\"value\":")
                    .append(quoted(value.get()))
                    .append('}');
        }
        payee.ifPresent(name -> text.append(",\"payee\":").append(quoted(name)));
        return text.append('}').toString();
    }

    /** Returns what a decision needs to know of it. */
    public Stake stake() {
        return new Stake(value.flatMap(number -> currency.map(name -> new Money(new BigDecimal(number), name))), payee);
    }

    /** The hash alone could be guessed from a few payees and amounts; with the account's random handle it cannot. */
    Bytes keyFor(Account account) {
        String text = account.userHandle().value().toBase64Url() + "/" + canonical();
        return Digests.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the SHA-256 of {@link #canonical}. */
    public Bytes hash() {
        return Digests.sha256(canonical().getBytes(StandardCharsets.UTF_8));
    }

    /** Returns {@link #members} and the hash, as an access token claims that it was approved. */
    public Map<String, Object> claim() {
        Map<String, Object> claim = new LinkedHashMap<>();
        claim.put("hash", hash().toBase64Url());
        claim.putAll(members());
        return claim;
    }

    /** What came in has no control characters, so two characters alone are written otherwise than they are. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
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
