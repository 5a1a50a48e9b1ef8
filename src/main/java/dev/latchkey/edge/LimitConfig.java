package dev.latchkey.edge;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How much one source, and all of them together, may ask of one replica. Set by operators who know their customers. */
@ConfigMapping(prefix = "latchkey.limit")
interface LimitConfig {
    /** Over which time an allowance comes back, evenly; one second to one hour, one minute by default. */
    @WithDefault("PT1M")
    Duration per();

    /** How many ceremonies one source may begin in that time; 600 by default, which an office behind one address needs. */
    @WithDefault("600")
    long begin();

    /** How many proofs (verify, further checks, recovery, codes) one source may bring; 600 by default. */
    @WithDefault("600")
    long prove();

    /** How many refreshes one source may ask for, and apart from that how many other calls; 3,000 by default. */
    @WithDefault("3000")
    long other();

    /** How many calls one API client may make from one source; 60,000 by default. */
    @WithDefault("60000")
    long client();

    /** What a refused proof costs its source instead of one; 10 by default. */
    @WithDefault("10")
    long failureCost();

    /** Addresses and networks (CIDR) that are not limited, separated by commas: own back ends. None by default. */
    Optional<List<String>> exempt();

    /** How many allowances are remembered at most, about 300 bytes each; 100,000 by default. */
    @WithDefault("100000")
    int sources();

    /** How many calls may be at work or wait for the database at once; 128 by default, eight for each connection. */
    @WithDefault("128")
    int inFlight();

    /** How long a request may take to arrive with all of its body; 15 seconds by default. */
    @WithDefault("PT15S")
    Duration bodyWithin();
}
