package dev.latchkey.account;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one room keeps about a person: its drawer. Every package that owns a table about people has one bean of this
 * kind, and a shared test holds each to its word: the export says all that is stored, and erasing leaves nothing.
 */
public interface PersonalData {
    /** Returns the tables this drawer answers for. */
    Set<String> tables();

    /**
     * Returns what is stored about the account, in words its owner understands; names of sections to their records.
     * Secrets, hashes of secrets and key material are left out: they say nothing about a person.
     */
    Map<String, List<Map<String, Object>>> export(Account account);

    /** Removes everything about the account, in the caller's transaction. */
    void erase(Account account);
}
