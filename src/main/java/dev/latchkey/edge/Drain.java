package dev.latchkey.edge;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Tells that this replica was asked to end. Quarkus does the rest: readiness goes down, every answer says that its
 * connection closes, and after {@code quarkus.shutdown.delay} the door does, once what was begun is done.
 */
@Singleton
class Drain {
    private static final Logger LOG = Logger.getLogger(Drain.class);

    private final AtomicInteger draining = new AtomicInteger();

    Drain(MeterRegistry metrics) {
        metrics.gauge("latchkey_draining", draining);
    }

    void isThere(@Observes StartupEvent started) {}

    void begins(@Observes ShutdownDelayInitiatedEvent asked) {
        draining.set(1);
        LOG.info("draining");
    }
}
