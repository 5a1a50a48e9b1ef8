package dev.latchkey.decision;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the risk engine's housekeeping; what it asks is the policy's, not this one's. */
@ConfigMapping(prefix = "latchkey.decision")
interface DecisionConfig {
    /** How long a decision is kept at most, with the numbers it was made of; a privacy officer shortens it. */
    @WithDefault("P90D")
    Duration keepDecisions();

    /** How long an account's habits are kept after its last sign-in; a privacy officer shortens it. */
    @WithDefault("P180D")
    Duration keepProfiles();

    /** How often what everybody shows is counted anew; ops of a busy deployment lengthen it. */
    @WithDefault("PT5M")
    Duration countEvery();
}
