package dev.latchkey.decision.place;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Places out of the operator's files: read at the start and again when they change, put together out of whichever there
 * are. Told as metrics: without places the service serves as well, but somebody should know.
 */
@Singleton
final class PlaceFiles implements Places {
    private final Clock clock;
    private final List<PlaceFile> files;

    @Inject
    PlaceFiles(PlaceConfig config, Clock clock, MeterRegistry metrics) {
        this(
                Stream.of(
                                file(PlaceTable.Kind.COUNTRY, config.countryFile(), config),
                                file(PlaceTable.Kind.CITY, config.cityFile(), config),
                                file(PlaceTable.Kind.ASN, config.asnFile(), config))
                        .flatMap(Optional::stream)
                        .toList(),
                clock);
        for (PlaceFile file : files) {
            Tags tags = Tags.of("file", file.name());
            metrics.gauge("latchkey.place.file.age.seconds", tags, file, it -> it.ageSeconds(clock.instant()));
            metrics.gauge("latchkey.place.file.loaded", tags, file, it -> it.isInUse() ? 1 : 0);
        }
    }

    PlaceFiles(List<PlaceFile> files, Clock clock) {
        this.files = List.copyOf(files);
        this.clock = clock;
    }

    private static Optional<PlaceFile> file(PlaceTable.Kind kind, Optional<String> path, PlaceConfig config) {
        return path.map(name -> new PlaceFile(kind, Path.of(name), config.staleAfter()));
    }

    void readAtTheStart(@Observes StartupEvent started) {
        look();
    }

    /** Reads what has changed. */
    @Scheduled(every = "1m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void look() {
        files.forEach(file -> file.look(clock.instant()));
    }

    @Override
    public Place locate(Address address) {
        Place place = Place.UNKNOWN;
        for (PlaceFile file : files) {
            place = place.or(file.find(address));
        }
        return place;
    }

    /** Returns those that are configured. */
    List<PlaceFile> all() {
        return files;
    }

    /** Returns what is to be said of each configured file, by its name. */
    Map<String, String> details() {
        Map<String, String> details = new LinkedHashMap<>();
        files.forEach(file -> details.put(file.name(), file.detail()));
        return details;
    }
}
