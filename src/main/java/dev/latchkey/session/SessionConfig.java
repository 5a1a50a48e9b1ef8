package dev.latchkey.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long sessions live. Changed by whoever owns the security policy; shorter is stricter. */
@ConfigMapping(prefix = "latchkey.session")
interface SessionConfig {
    /** How long a session may lie unused, as an ISO-8601 duration. Default one hour. */
    @WithDefault("PT1H")
    Duration idle();

    /** How long a session lives however much it is used. Default 24 hours. */
    @WithDefault("PT24H")
    Duration absolute();

    /** As {@link #idle()} where the relying party remembers sessions. Default 30 days. */
    @WithDefault("P30D")
    Duration rememberedIdle();

    /** As {@link #absolute()} where the relying party remembers sessions. Default 180 days. */
    @WithDefault("P180D")
    Duration rememberedAbsolute();

    /** As {@link #idle()} for staff of the operations console. Default 15 minutes. */
    @WithDefault("PT15M")
    Duration staffIdle();

    /** As {@link #absolute()} for staff, from their sign-in on: one more proof does not prolong it. Default 12 hours. */
    @WithDefault("PT12H")
    Duration staffAbsolute();

    /** After how long without use a session's level falls to the lowest. Default one hour. */
    @WithDefault("PT1H")
    Duration strengthIdle();

    /** After how long since the customer's last proof a session's level falls to the lowest. Default 24 hours. */
    @WithDefault("PT24H")
    Duration strengthAge();

    /** How long the row of an ended session is kept for the customer's list. Default 7 days; longer keeps more data. */
    @WithDefault("P7D")
    Duration kept();
}
