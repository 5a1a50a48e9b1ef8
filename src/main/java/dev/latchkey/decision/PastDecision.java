package dev.latchkey.decision;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A row of the log without whom it is about.
 *
 * @param score the calibrated logit, as it was stored
 * @param evidence the numbers it was made of, packed
 */
record PastDecision(
        UUID id,
        Instant at,
        String action,
        String segment,
        String level,
        double score,
        String suspicion,
        int policyVersion,
        int modelVersion,
        long snapshot,
        List<String> reasons,
        byte[] evidence) {
    /** What became of a decision, who said so and when. */
    record Said(String label, String source, Instant at) {}
}
