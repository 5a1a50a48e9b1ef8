package dev.latchkey.passkey;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long ceremonies last. Changed by whoever runs the deployment. */
@ConfigMapping(prefix = "latchkey.passkey")
interface PasskeyConfig {
    /**
     * How long somebody has from the options to the answer, as an ISO 8601 duration. Default {@code PT5M}, which
     * WebAuthn L3 §15.1 recommends; longer gives slow people more time and a stolen challenge a longer life. Whole
     * milliseconds from one second to one hour.
     */
    @WithDefault("PT5M")
    Duration ceremonyLifetime();

    /**
     * How often spent challenges that nobody can present any more are swept out. Default {@code PT1M}; only the size of
     * one small table depends on it.
     */
    @WithDefault("PT1M")
    Duration sweepEvery();
}
