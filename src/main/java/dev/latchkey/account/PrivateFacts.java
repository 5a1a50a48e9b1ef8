package dev.latchkey.account;

import dev.latchkey.id.Bytes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Facts about a person that stand beside a session or an entry of the journal, closed under the account's key: which
 * device, which passkey. Names are short and lower-case; values are one line each.
 */
public record PrivateFacts(Map<String, String> facts) {
    /** The browser's family. */
    public static final String BROWSER = "browser";

    /** The operating system's family. */
    public static final String OS = "os";

    /** Roughly where, as far as the operator's files know. */
    public static final String PLACE = "place";

    /** What the owner calls the passkey. */
    public static final String NICKNAME = "nickname";

    /** Who made the passkey. */
    public static final String PROVIDER = "provider";

    private static final String USE = "private-facts";
    private static final Pattern LINE_BREAK = Pattern.compile("\\R");

    /** Keeps an immutable copy. */
    public PrivateFacts {
        facts = Map.copyOf(facts);
    }

    /** The same facts and one more, if it is known. */
    public PrivateFacts and(String name, Optional<String> value) {
        if (value.isEmpty()) {
            return this;
        }
        Map<String, String> more = new HashMap<>(facts);
        more.put(name, value.get());
        return new PrivateFacts(more);
    }

    /** The same facts without one. */
    public PrivateFacts without(String name) {
        if (!facts.containsKey(name)) {
            return this;
        }
        Map<String, String> less = new HashMap<>(facts);
        less.remove(name);
        return new PrivateFacts(less);
    }

    /** Returns one fact. */
    public Optional<String> get(String name) {
        return Optional.ofNullable(facts.get(name));
    }

    /** Closes the facts under the account's key. */
    public Bytes close(AccountKey key) {
        StringBuilder lines = new StringBuilder();
        new TreeMap<>(facts)
                .forEach((name, value) -> lines.append(lines.isEmpty() ? "" : "\n")
                        .append(name)
                        .append('=')
                        .append(LINE_BREAK.matcher(value).replaceAll(" ")));
        return key.close(USE, lines.toString());
    }

    /** Opens what {@link #close} closed; empty when it was closed under another key. */
    public static Optional<PrivateFacts> open(AccountKey key, Bytes closed) {
        return key.open(USE, closed)
                .map(text -> new PrivateFacts(text.lines()
                        .map(line -> line.split("=", 2))
                        .filter(fact -> fact.length == 2)
                        .collect(Collectors.toMap(fact -> fact[0], fact -> fact[1]))));
    }

    @Override
    public String toString() {
        return "PrivateFacts[redacted]";
    }
}
