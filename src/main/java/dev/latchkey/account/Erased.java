package dev.latchkey.account;

import dev.latchkey.id.AccountId;
import dev.latchkey.id.RelyingPartyId;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;

/**
 * One line of the ledger of erasures.
 *
 * @param at when the account was erased
 * @param relyingParty whose it was
 * @param account which, by a random id that leads nowhere any more
 */
public record Erased(Instant at, RelyingPartyId relyingParty, AccountId account) {
    private static final int PARTS = 3;

    /** Returns the line: instant, relying party, account. */
    public String line() {
        return at + " " + relyingParty + " " + account;
    }

    /** Reads a line; empty when it is none, for example the torn end of a file. */
    public static Optional<Erased> read(String line) {
        String[] parts = line.strip().split(" ");
        if (parts.length != PARTS) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Erased(
                    Instant.parse(parts[0]), new RelyingPartyId(parts[1]), new AccountId(UUID.fromString(parts[2]))));
        } catch (DateTimeParseException | IllegalArgumentException noLine) {
            return Optional.empty();
        }
    }
}
