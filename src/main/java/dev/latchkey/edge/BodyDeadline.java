package dev.latchkey.edge;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Hangs up on requests that do not arrive in time. A server that waits between two bytes only, as HTTP servers do, can be
 * kept waiting for ever by one byte now and then.
 */
@Singleton
class BodyDeadline {
    private static final int FIRST = 900;

    private final LimitConfig config;
    private final Vertx vertx;
    private final MeterRegistry metrics;

    BodyDeadline(LimitConfig config, Vertx vertx, MeterRegistry metrics) {
        this.config = config;
        this.vertx = vertx;
        this.metrics = metrics;
    }

    void add(@Observes Filters filters) {
        filters.register(this::watch, FIRST);
    }

    private void watch(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        if (bringsBody(request) && !request.isEnded()) {
            long timer = vertx.setTimer(config.bodyWithin().toMillis(), late -> {
                if (!request.isEnded()) {
                    metrics.counter("latchkey_body_late_total").increment();
                    request.connection().close();
                }
            });
            routing.addEndHandler(ended -> vertx.cancelTimer(timer));
        }
        routing.next();
    }

    private static boolean bringsBody(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null && !length.equals("0") || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }
}
