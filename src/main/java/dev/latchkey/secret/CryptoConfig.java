package dev.latchkey.secret;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Which implementation computes signatures. Changed by whoever operates the service. */
@ConfigMapping(prefix = "latchkey.crypto")
interface CryptoConfig {
    /** Whether to compute ECDSA on P-256 by native code where its library loads. Default true. */
    @WithDefault("true")
    boolean fast();
}
