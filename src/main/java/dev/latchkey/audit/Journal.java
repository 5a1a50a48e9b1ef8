package dev.latchkey.audit;

import dev.latchkey.id.EntryId;
import dev.latchkey.postgres.Writes;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The door to the journal: one insert in the caller's transaction. Chaining is the sealer's, a moment later. */
@Singleton
public final class Journal {
    private static final String INSERT = """
            insert into audit_entry (id, at, relying_party, event, account, session, facts, private_facts)
            values (?, ?, ?, ?, ?, ?, ?, ?)""";

    private final Clock clock;
    private final SecureRandom random;

    Journal(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    /** Adds the entry to what {@code writes} will send; it stands or falls with the transaction. */
    public EntryId record(Writes writes, Entry entry) {
        Instant now = clock.instant();
        EntryId id = EntryId.create(now, random);
        writes.add(
                INSERT,
                id.value(),
                now,
                entry.relyingParty().value(),
                entry.event().value(),
                entry.account().map(account -> account.value()),
                entry.session().map(session -> session.value()),
                inOneLine(entry.facts()),
                entry.privateFacts());
        return id;
    }

    /** Facts as {@code name=value} in the names' order, one space between: the text that the chain authenticates. */
    private static String inOneLine(Map<String, String> facts) {
        return new TreeMap<>(facts)
                .entrySet().stream()
                        .map(fact -> fact.getKey() + "=" + fact.getValue().replaceAll("[\\s=]", "_"))
                        .collect(Collectors.joining(" "));
    }
}
