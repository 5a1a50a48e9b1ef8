package dev.latchkey.decision.replay;

import java.util.List;
import java.util.Map;

/**
 * What a policy would have made of past decisions.
 *
 * @param judged how many were judged again
 * @param notPossible how many could not be, by why
 * @param matrix how many went from which level to which
 * @param asked how the share of legitimate attempts that are asked changes; those later known as hostile are left out
 * @param bySegment the same for each action and segment, as {@code sign_in/new}
 * @param customers how many accounts it would have treated otherwise at least once
 * @param secondsBefore seconds that customers were asked to spend, by the quickest check that suited
 * @param secondsAfter the same under the policy that is tried
 * @param caughtBefore of the attempts later known as hostile, those that did not pass freely
 * @param caughtAfter the same under the policy that is tried
 * @param flips those that come out otherwise, the first thousand
 */
public record Report(
        long judged,
        Map<String, Long> notPossible,
        Map<String, Map<String, Long>> matrix,
        Change asked,
        Map<String, Change> bySegment,
        long customers,
        long secondsBefore,
        long secondsAfter,
        Share caughtBefore,
        Share caughtAfter,
        List<Flip> flips) {
    /** Keeps immutable copies. */
    public Report {
        notPossible = Map.copyOf(notPossible);
        matrix = Map.copyOf(matrix);
        bySegment = Map.copyOf(bySegment);
        flips = List.copyOf(flips);
    }
}
