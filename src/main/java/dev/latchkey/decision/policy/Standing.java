package dev.latchkey.decision.policy;

import java.util.List;
import java.util.Optional;

/**
 * How a version that is tried stands, since its stage began.
 *
 * @param step by which it is tried
 * @param canary all of its arm
 * @param control all of the arm it is measured by
 * @param shadow what it would have done, in the shadow
 * @param cells the same by action and segment; in the shadow the canary's are what it would have done
 */
public record Standing(Step step, Counts canary, Counts control, Optional<Shadowed> shadow, List<Cell> cells) {
    /** Keeps an immutable copy. */
    public Standing {
        cells = List.copyOf(cells);
    }

    /**
     * What a version in the shadow would have done.
     *
     * @param decisions how many it judged along
     * @param alike of how many it makes the same
     * @param more how many pass that would not have
     * @param fewer how many did not pass that would have
     * @param before of how many were stopped
     * @param after how many would have been
     */
    public record Shadowed(long decisions, long alike, long more, long fewer, long before, long after) {}
}
