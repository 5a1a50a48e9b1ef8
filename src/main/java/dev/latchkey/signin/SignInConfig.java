package dev.latchkey.signin;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Numbers of walking in. */
@ConfigMapping(prefix = "latchkey.sign-in")
interface SignInConfig {
    /** How old a passkey check may be for adding a passkey. Default 5 minutes; whoever answers for security changes it. */
    @WithDefault("PT5M")
    Duration freshness();

    /** How long a hand-off code is good for. Default 60 seconds; hardly anybody needs to change it. */
    @WithDefault("PT60S")
    Duration handOffLifetime();
}
