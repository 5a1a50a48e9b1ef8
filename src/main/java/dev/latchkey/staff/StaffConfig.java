package dev.latchkey.staff;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long what is offered to staff stays open. Changed by whoever owns the security policy; shorter is stricter. */
@ConfigMapping(prefix = "latchkey.staff")
interface StaffConfig {
    /** How long an invitation is good, from when it was made or approved. Default 24 hours. */
    @WithDefault("PT24H")
    Duration invitationLifetime();

    /** How long a proposal waits for a second admin. Default 72 hours. */
    @WithDefault("PT72H")
    Duration proposalLifetime();

    /** How long invitations and proposals are kept once they are closed. Default 30 days; the journal keeps the story. */
    @WithDefault("P30D")
    Duration kept();
}
