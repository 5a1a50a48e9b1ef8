package dev.latchkey.decision.policy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the life of policies; what they say is theirs. */
@ConfigMapping(prefix = "latchkey.policy")
interface PolicyConfig {
    /** How long a draft is kept after its last change; ops who plan far ahead lengthen it. */
    @WithDefault("P14D")
    Duration keepDrafts();
}
