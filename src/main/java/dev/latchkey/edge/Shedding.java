package dev.latchkey.edge;

import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * Turns calls away while there is no room for them ({@link Admission}). A call takes its place when it has arrived in
 * full ({@link Bodies}), so that a body that trickles in holds none, and keeps it until its work is done, also when
 * its client has hung up.
 */
@Provider
@PreMatching
@NonBlocking
@Priority(5)
@Singleton
class Shedding implements ContainerRequestFilter {
    private static final Logger LOG = Logger.getLogger(Shedding.class);
    private static final String RETRY_SECONDS = "1";
    private static final long QUIET_MILLIS = 10_000;

    private final Admission admission;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final AtomicLong said = new AtomicLong();

    Shedding(Admission admission, Clock clock, MeterRegistry metrics) {
        this.admission = admission;
        this.clock = clock;
        this.metrics = metrics;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String path = LimitFilter.path(request);
        if (Errand.isStream(path)
                || !(request instanceof ResteasyReactiveContainerRequestContext reactive)
                || !(reactive.getServerRequestContext() instanceof ResteasyReactiveRequestContext context)) {
            return;
        }
        Errand.of(path).ifPresent(errand -> {
            Place place = new Place(errand, admission::enter, admission::leave, this::refuse);
            request.setProperty(Place.PROPERTY, place);
            context.registerCompletionCallback(failure -> place.leave());
            if (request.getLength() <= 0 && request.getHeaderString("Transfer-Encoding") == null) {
                place.take();
            }
        });
    }

    private void refuse(Errand errand) {
        metrics.counter("latchkey_shed_total", "kind", errand.value()).increment();
        long now = clock.millis();
        long before = said.get();
        if (Math.abs(now - before) > QUIET_MILLIS && said.compareAndSet(before, now)) {
            LOG.warnf("too much at once, calls are turned away kind=%s", errand.value());
        }
        throw new ProblemException(Problem.TEMPORARILY_UNAVAILABLE).header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    }
}
