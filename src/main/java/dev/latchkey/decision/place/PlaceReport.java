package dev.latchkey.decision.place;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Tells operators how old the files of places are. */
@Singleton
public final class PlaceReport {
    private final PlaceFiles files;
    private final Clock clock;

    PlaceReport(PlaceFiles files, Clock clock) {
        this.files = files;
        this.clock = clock;
    }

    /**
     * One file.
     *
     * @param name {@code country}, {@code city} or {@code asn}
     * @param ageDays since it was made; NaN when none was read
     * @param inUse whether it was read, and is not too old to be believed
     */
    public record PlaceFileAge(String name, double ageDays, boolean inUse) {}

    /** Returns those that are configured. */
    public List<PlaceFileAge> files() {
        Instant now = clock.instant();
        return files.all().stream()
                .map(file -> new PlaceFileAge(file.name(), file.ageSeconds(now) / 86_400, file.isInUse()))
                .toList();
    }
}
