package dev.latchkey.decision.place;

import io.smallrye.health.api.Wellness;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Tells of the files of places: a health detail that is always up, because the service serves without them as well. */
@Singleton
@Wellness
final class PlaceHealth implements HealthCheck {
    private final PlaceFiles files;

    PlaceHealth(PlaceFiles files) {
        this.files = files;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder well = HealthCheckResponse.named("places").up();
        files.details().forEach(well::withData);
        return well.build();
    }
}
