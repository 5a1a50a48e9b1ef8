package dev.latchkey.decision;

import dev.latchkey.account.AccountKey;
import dev.latchkey.id.Bytes;
import dev.latchkey.postgres.Reads;
import dev.latchkey.risk.Profile;
import java.time.Instant;
import java.util.Optional;

/**
 * What is kept of an account's earlier sign-ins, as it was read.
 *
 * @param packed the profile, closed under the account's key; empty before the first lesson
 * @param revision how many lessons it has had; -1 when there is no row yet
 * @param profiling false when the customer said no
 * @param recoveredAt the last recovery
 * @param enrolledAt when a passkey was last added
 * @param reportedAt the last "this was not me"
 * @param heldUntil until when what is sensitive has to wait
 * @param closedPayees whom the account has paid before, closed under the account's key
 */
public record History(
        Optional<Bytes> packed,
        long revision,
        boolean profiling,
        Optional<Instant> recoveredAt,
        Optional<Instant> enrolledAt,
        Optional<Instant> reportedAt,
        Optional<Instant> heldUntil,
        Optional<Bytes> closedPayees) {
    /** Nothing is known yet. */
    public static final History NONE = new History(
            Optional.empty(),
            -1,
            true,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    private static final String USE = "profile";

    /** Returns what was read; {@link #NONE} when there is no row yet. */
    public static History of(Reads.Answer<History> answer) {
        return answer.rows().isEmpty() ? NONE : answer.rows().getFirst();
    }

    /** Opens the profile; empty when it does not open or is damaged: then we do not know, and say so. */
    Optional<Profile> profile(AccountKey key) {
        if (packed.isEmpty()) {
            return Optional.of(Profile.EMPTY);
        }
        try {
            return key.openBytes(USE, packed.get()).map(Profile::unpack);
        } catch (IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    /** Opens whom the account has paid before. */
    Payees payees(AccountKey key) {
        return Payees.open(key, closedPayees);
    }

    static Bytes close(AccountKey key, Profile profile) {
        return key.close(USE, profile.pack());
    }
}
