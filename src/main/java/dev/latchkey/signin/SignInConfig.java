package dev.latchkey.signin;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Numbers of walking in. */
@ConfigMapping(prefix = "latchkey.sign-in")
interface SignInConfig {
    /** How long a hand-off code is good for. Default 60 seconds; hardly anybody needs to change it. */
    @WithDefault("PT60S")
    Duration handOffLifetime();
}
