package dev.latchkey.riskbench;

import java.util.List;
import java.util.Optional;

/** Who takes part. */
final class Contestants {
    /** The name of our scorer in the report. */
    static final String OURS = "Latchkey";

    private static final ScorerFactory OURS_SHIPPED = OurFactory.shipped();

    private Contestants() {}

    /** Returns our scorer, with the weights and calibration that are shipped. */
    static Optional<ScorerFactory> ours() {
        return Optional.of(OURS_SHIPPED);
    }

    /** Returns what others published or ship. */
    static List<ScorerFactory> baselines() {
        return Baselines.ALL;
    }
}
