package dev.latchkey.decision.place;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** Who stands in front of the service. Set by operators, who alone know it. */
@ConfigMapping(prefix = "latchkey")
interface ProxyConfig {
    /**
     * Addresses and networks (CIDR) of the proxies whose word about a client's address is taken, separated by commas.
     * None by default: then the address is that of the connection.
     */
    Optional<List<String>> proxies();

    /**
     * The header in which those proxies say it: {@code X-Forwarded-For} (default) or {@code Forwarded} (RFC 7239). Only
     * this one is read: a proxy that writes one passes on whatever the client wrote into the other.
     */
    @WithDefault("X-Forwarded-For")
    String forwardedHeader();
}
