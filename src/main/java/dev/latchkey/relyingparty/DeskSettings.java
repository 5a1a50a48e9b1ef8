package dev.latchkey.relyingparty;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/** The one switch that lets a production artefact run with the settings of a desk. */
@ConfigMapping(prefix = "latchkey")
interface DeskSettings {
    /** Whether plain http origins and the like are let pass. Default {@code false}; for tests and benchmarks alone. */
    @WithName("allow-desk-settings-in-production")
    @WithDefault("false")
    boolean allowed();
}
