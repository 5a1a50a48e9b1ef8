package dev.latchkey.decision.replay;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a policy would have made of past decisions.
 *
 * @param judged how many attempts were judged again
 * @param notPossible how many could not be, by why
 * @param exactness how many came out to the last bit as they were stored
 * @param matrix how many went from which level to which
 * @param asked how the share of legitimate attempts that are asked changes; those later known as hostile are left out
 * @param splits the same, split in several ways: by action and segment as {@code sign_in/new}, and by what is kept of how
 *     the attempt looked to its account
 * @param customers how many accounts it would have treated otherwise at least once
 * @param customersCapped whether there may be more of them than were counted
 * @param secondsBefore seconds that customers were asked to spend, by the quickest check that suited
 * @param secondsAfter the same under the policy that is tried
 * @param caughtBefore of the attempts later known as hostile, those that did not pass freely
 * @param caughtAfter the same under the policy that is tried
 * @param flipped how many come out otherwise
 * @param flips those, the first thousand
 */
public record Report(
        long judged,
        Map<String, Long> notPossible,
        Exactness exactness,
        Map<String, Map<String, Long>> matrix,
        Change asked,
        Map<String, Map<String, Change>> splits,
        long customers,
        boolean customersCapped,
        long secondsBefore,
        long secondsAfter,
        Share caughtBefore,
        Share caughtAfter,
        long flipped,
        List<Flip> flips) {
    /** The split by action and segment. */
    public static final String SEGMENT = "segment";

    /** The split by the policy of then. */
    public static final String POLICY = "policy";

    /** Keeps immutable copies. */
    public Report {
        notPossible = Map.copyOf(notPossible);
        matrix = Map.copyOf(matrix);
        splits = Map.copyOf(splits);
        flips = List.copyOf(flips);
    }

    /** Returns the split by action and segment. */
    public Map<String, Change> bySegment() {
        return splits.getOrDefault(SEGMENT, Map.of());
    }

    /**
     * Under the policy of the time a decision has to come out as it was stored: level, reasons and score to the last bit.
     *
     * @param exact how many attempts did
     * @param notExact how many did not; anything but 0 is a bug, or a log that was tampered with
     * @param answered how many rows were the answer to a question that was counted before; they are not judged
     * @param exactOfAnswered how many of those did
     * @param first the first that did not, twenty at most
     */
    public record Exactness(long exact, long notExact, long answered, long exactOfAnswered, List<UUID> first) {
        /** Keeps an immutable copy. */
        public Exactness {
            first = List.copyOf(first);
        }
    }
}
