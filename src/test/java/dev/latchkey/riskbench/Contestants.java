package dev.latchkey.riskbench;

import java.util.List;

/** Who takes part. */
final class Contestants {
    /** The name of our scorer in the report. */
    static final String OURS = "Latchkey";

    private static final OurFactory OURS_SHIPPED = OurFactory.shipped();

    private Contestants() {}

    /** Returns our scorer, with the weights and calibration that are shipped. */
    static OurFactory ours() {
        return OURS_SHIPPED;
    }

    /** Returns what others published or ship. */
    static List<ScorerFactory> baselines() {
        return Baselines.ALL;
    }
}
