package dev.latchkey.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.id.TimeOrdered;
import dev.latchkey.problem.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;

/**
 * Says in the one shape what the HTTP server refuses before the API sees it: an address or a host that cannot be read.
 * Without it such a request would be logged as an error of ours.
 */
@Singleton
class EarlyRefusals {
    private static final int BAD_REQUEST = 400;

    private final ObjectMapper json;
    private final Clock clock;
    private final SecureRandom random;

    EarlyRefusals(ObjectMapper json, Clock clock, SecureRandom random) {
        this.json = json;
        this.clock = clock;
        this.random = random;
    }

    void add(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(this::refuse);
    }

    private void refuse(RoutingContext request) {
        if (request.statusCode() != BAD_REQUEST || request.response().headWritten()) {
            request.next();
            return;
        }
        String requestId = TimeOrdered.uuid(clock.instant(), random).toString();
        Headers.set(request);
        request.response()
                .setStatusCode(BAD_REQUEST)
                .putHeader(HttpHeaders.CONTENT_TYPE, Problems.TYPE)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader(RequestIds.HEADER, requestId)
                .end(answer(requestId));
    }

    private String answer(String requestId) {
        Problem problem = Problem.INVALID_REQUEST;
        try {
            return json.writeValueAsString(ProblemAnswer.of(problem, problem.title(), requestId, Map.of()));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a problem is plain text", impossible);
        }
    }
}
