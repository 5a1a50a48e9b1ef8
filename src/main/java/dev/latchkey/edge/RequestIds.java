package dev.latchkey.edge;

import dev.latchkey.id.TimeOrdered;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.MDC;

/**
 * Names every request: the name stands in each log line, in a response header and in every problem, so that a customer
 * can quote it and an operator finds what happened. A name that a client sends is not believed.
 */
@Provider
@PreMatching
@NonBlocking
@Priority(1)
@Singleton
class RequestIds implements ContainerRequestFilter, ContainerResponseFilter {
    static final String KEY = "requestId";
    static final String HEADER = "X-Request-Id";

    private final Clock clock;
    private final SecureRandom random;

    RequestIds(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String id = TimeOrdered.uuid(clock.instant(), random).toString();
        request.setProperty(KEY, id);
        MDC.put(KEY, id);
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        Optional.ofNullable(request.getProperty(KEY))
                .ifPresent(id -> response.getHeaders().putSingle(HEADER, id));
    }
}
