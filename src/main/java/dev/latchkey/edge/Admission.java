package dev.latchkey.edge;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Room for so many calls at once and no more. What is at work or waits for the database is bounded, so that a slow or
 * lost database makes a short queue instead of a long one in which everybody is too late; who does not fit is told at
 * once. Half-finished ceremonies and refreshes find room when new ones no longer do.
 */
@ApplicationScoped // filters are made before there is a configuration
class Admission {
    private final int room;
    private final AtomicInteger inFlight = new AtomicInteger();

    @Inject
    Admission(LimitConfig config, MeterRegistry metrics) {
        this(config.inFlight());
        metrics.gauge("latchkey_in_flight", inFlight);
    }

    Admission(int room) {
        if (room < 2) {
            throw new ConfigurationException("latchkey.limit.in-flight must be 2 at least");
        }
        this.room = room;
    }

    /** A wrong setting ends the start and not the first call. */
    void isThere(@Observes StartupEvent started) {}

    /** Lets a call in, which must {@link #leave()} once; false when there is no room for its kind. */
    boolean enter(Errand errand) {
        int most = (int) (room * errand.share());
        int before = inFlight.get();
        while (before < most) {
            if (inFlight.compareAndSet(before, before + 1)) {
                return true;
            }
            before = inFlight.get();
        }
        return false;
    }

    /** Makes room. */
    void leave() {
        inFlight.decrementAndGet();
    }
}
