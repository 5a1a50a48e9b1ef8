package dev.latchkey.decision.place;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the operator has put files that say where addresses are. None by default: then places are unknown, which counts
 * neither for nor against anybody.
 */
@ConfigMapping(prefix = "latchkey.place")
interface PlaceConfig {
    /** File of countries: {@code .mmdb}, or CSV of {@code start,end,country}. */
    Optional<String> countryFile();

    /** File of autonomous systems: {@code .mmdb}, or CSV of {@code start,end,number,organisation}. */
    Optional<String> asnFile();

    /** File of cities: {@code .mmdb}, or CSV in the ten columns of ip-location-db. */
    Optional<String> cityFile();

    /** How old a file may be before nothing in it is believed any more. Default 60 days. */
    @WithDefault("P60D")
    Duration staleAfter();
}
