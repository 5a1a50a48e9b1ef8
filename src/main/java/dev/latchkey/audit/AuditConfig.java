package dev.latchkey.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the journal is kept. How long stands in {@code audit_retention}, which only the tables' owner changes. */
@ConfigMapping(prefix = "latchkey.audit")
interface AuditConfig {
    /** Whether this process seals each second. Default {@code true}; tests that seal by hand say {@code false}. */
    @WithDefault("true")
    boolean sealEachSecond();
}
