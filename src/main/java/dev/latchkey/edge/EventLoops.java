package dev.latchkey.edge;

import io.quarkus.vertx.VertxOptionsCustomizer;
import io.vertx.core.VertxOptions;
import jakarta.inject.Singleton;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * One event loop for each two processors, where Quarkus would have two for each one. A quarter of a login is theirs, so that
 * many are not busy; more of them only wake each other's cores for one request each (docs/performance.md).
 */
@Singleton
class EventLoops implements VertxOptionsCustomizer {
    private final OptionalInt configured;

    EventLoops(@ConfigProperty(name = "quarkus.vertx.event-loops-pool-size") OptionalInt configured) {
        this.configured = configured;
    }

    @Override
    public void accept(VertxOptions options) {
        if (configured.isEmpty()) {
            options.setEventLoopPoolSize(number(Runtime.getRuntime().availableProcessors()));
        }
    }

    static int number(int processors) {
        return Math.max(1, processors / 2);
    }
}
