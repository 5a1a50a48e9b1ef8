package dev.latchkey.stepup;

import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.DecisionId;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Writes;
import dev.latchkey.relyingparty.RelyingParty.SessionMode;
import dev.latchkey.secret.Digests;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Tickets: what a client holds between "one more check, please" and the check. Opaque, kept as a hash, good once and
 * for five minutes; one never travels in an address.
 */
@Singleton
public final class Tickets {
    /** How long a ticket is good for. */
    public static final Duration LIFETIME = Duration.ofMinutes(5);

    private static final int LENGTH = 32;

    private final Database database;
    private final Clock clock;
    private final SecureRandom random;

    Tickets(Database database, Clock clock, SecureRandom random) {
        this.database = database;
        this.clock = clock;
        this.random = random;
    }

    /**
     * A ticket that was found.
     *
     * @param account who is half-way in
     * @param decision the decision that asked for more
     * @param mode how the client will carry its session
     * @param proof the ticket's hash, under which it is spent
     */
    public record Found(AccountId account, DecisionId decision, SessionMode mode, Bytes proof) {}

    /** Adds a fresh ticket to {@code writes} and returns it. */
    public String issue(
            Writes writes, RelyingPartyId relyingParty, AccountId account, DecisionId decision, SessionMode mode) {
        Bytes ticket = Bytes.random(LENGTH, random);
        writes.add(
                """
                insert into stepup_ticket (ticket_hash, relying_party, account, decision, mode, expires_at)
                values (?, ?, ?, ?, ?, ?)""",
                Digests.sha256(ticket.toArray()),
                relyingParty.value(),
                account.value(),
                decision.value(),
                mode.name(),
                clock.instant().plus(LIFETIME));
        return ticket.toBase64Url();
    }

    /** Finds a ticket of this relying party that is neither spent nor expired. */
    public Optional<Found> find(RelyingPartyId relyingParty, String ticket) {
        return Bytes.fromBase64Url(ticket)
                .filter(bytes -> bytes.length() == LENGTH)
                .map(bytes -> Digests.sha256(bytes.toArray()))
                .flatMap(proof -> database.one(
                        """
                        select account, decision, mode from stepup_ticket
                        where ticket_hash = ? and relying_party = ? and spent_at is null and expires_at > ?""",
                        row -> new Found(
                                new AccountId(row.getObject(1, UUID.class)),
                                new DecisionId(row.getObject(2, UUID.class)),
                                SessionMode.valueOf(row.getString(3)),
                                proof),
                        proof,
                        relyingParty.value(),
                        clock.instant()));
    }

    /** Spends a ticket; false when it was spent before, has expired, or belongs to somebody else. */
    public boolean spend(AccountId account, Bytes proof) {
        return database.write("""
                        update stepup_ticket set spent_at = ?
                        where ticket_hash = ? and account = ? and spent_at is null and expires_at > ?""", clock.instant(), proof, account.value(), clock.instant()) == 1;
    }
}
