package dev.latchkey.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long tokens and the keys that sign them live. Changed by whoever owns the security policy. */
@ConfigMapping(prefix = "latchkey.token")
interface TokenConfig {
    /** How long an access token is good for; signing out does not shorten it. Default 5 minutes. */
    @WithDefault("PT5M")
    Duration accessLifetime();

    /**
     * For how long a refresh token that was just rotated brings the same successor again, for clients that lost the
     * answer. Default and most 10 seconds; zero means that no answer may be lost.
     */
    @WithDefault("PT10S")
    Duration grace();

    /**
     * How old a passkey check may be where a fresh one is asked for, such as for adding or deleting a passkey. Default
     * 5 minutes.
     */
    @WithDefault("PT5M")
    Duration freshProof();

    /** How long a signing key signs. Default 30 days. */
    @WithDefault("P30D")
    Duration keyRotation();

    /**
     * How long before it signs a key is published, so that verifiers have fetched it by then. Default 24 hours, at
     * least one.
     */
    @WithDefault("PT24H")
    Duration keyPublishedAhead();

    /** How long a key still verifies after the last token it may have signed expired. Default one hour. */
    @WithDefault("PT1H")
    Duration keyKeptMargin();

    /** How long verifiers may keep the published keys, in {@code Cache-Control}. Default 5 minutes. */
    @WithDefault("PT5M")
    Duration jwksMaxAge();
}
