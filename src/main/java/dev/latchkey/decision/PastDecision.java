package dev.latchkey.decision;

import dev.latchkey.id.AccountId;
import dev.latchkey.risk.Evidence;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A row of the log.
 *
 * @param id its identifier
 * @param at when
 * @param account whom it was about, by a number that only the service can follow; empty once that account is erased
 * @param action what was attempted, by its name in the policy
 * @param segment how much was known of the account
 * @param level what became of it
 * @param judged what the policy made of it, before a protected action demanded more
 * @param score the calibrated logit, as it was stored
 * @param suspicion the likeliest explanation other than the owner
 * @param policyVersion of the policy; 0 for the release's own, -1 when it could not be read
 * @param modelVersion of the model
 * @param snapshot of the population's counts
 * @param reasons codes, the weightiest first
 * @param packed the numbers the score was made of
 * @param situation what the policy looked at beside them; empty for decisions of releases that did not keep it
 */
public record PastDecision(
        UUID id,
        Instant at,
        Optional<AccountId> account,
        String action,
        String segment,
        String level,
        String judged,
        double score,
        String suspicion,
        int policyVersion,
        int modelVersion,
        long snapshot,
        List<String> reasons,
        byte[] packed,
        Optional<Situation> situation) {
    /** What became of a decision, who said so and when. */
    public record Said(String label, String source, Instant at) {}

    /** Returns the numbers the score was made of. */
    public Evidence evidence() {
        return Evidence.unpack(packed);
    }

    /** Whether a protected action demanded more than the policy made of it. */
    public boolean isOverruled() {
        return !level.equals(judged);
    }
}
