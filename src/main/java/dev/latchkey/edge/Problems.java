package dev.latchkey.edge;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.latchkey.postgres.Outages;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemException;
import io.vertx.core.http.HttpClosedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * Turns everything that can end a request early into one shape. Refusals keep their words; what is a bug or a lost
 * database says nothing but how to quote it.
 */
class Problems {
    private static final Logger LOG = Logger.getLogger(Problems.class);
    static final String TYPE = "application/problem+json";
    private static final String RETRY_SECONDS = "2";

    @ServerExceptionMapper
    public Response refusal(ProblemException refusal, ContainerRequestContext request) {
        Response.ResponseBuilder answer =
                answer(refusal.problem(), String.valueOf(refusal.getMessage()), request, refusal.members());
        refusal.headers().forEach(answer::header);
        return answer.build();
    }

    @ServerExceptionMapper
    public Response mistyped(MismatchedInputException mistyped, ContainerRequestContext request) {
        return unreadable(path(mistyped), "is not of the expected type", request);
    }

    @ServerExceptionMapper
    public Response unreadable(JacksonException unreadable, ContainerRequestContext request) {
        return unreadable("body", "is not JSON that can be read", request);
    }

    @ServerExceptionMapper
    public Response byTheFramework(WebApplicationException early, ContainerRequestContext request) {
        if (early.getCause() instanceof MismatchedInputException mistyped) {
            return mistyped(mistyped, request);
        }
        Problem problem = ofStatus(early.getResponse().getStatus());
        Response.ResponseBuilder answer = answer(problem, problem.title(), request, Map.of());
        if (problem == Problem.METHOD_NOT_ALLOWED
                && request instanceof ResteasyReactiveContainerRequestContext reactive
                && reactive.getServerRequestContext() instanceof ResteasyReactiveRequestContext context) {
            answer.header(HttpHeaders.ALLOW, String.join(", ", AllowedMethods.at(context)));
        }
        return answer.build();
    }

    private static Problem ofStatus(int status) {
        return switch (status) {
            case 404 -> Problem.NOT_FOUND;
            case 405 -> Problem.METHOD_NOT_ALLOWED;
            case 406 -> Problem.NOT_ACCEPTABLE;
            case 413 -> Problem.BODY_TOO_LARGE;
            case 415 -> Problem.UNSUPPORTED_MEDIA_TYPE;
            default -> status < 500 ? Problem.INVALID_REQUEST : Problem.INTERNAL_ERROR;
        };
    }

    @ServerExceptionMapper
    public Response failure(Throwable failure, ContainerRequestContext request) {
        if (Outages.isAway(failure)) {
            LOG.warnf("database away reason=%s", rootOf(failure).getMessage());
            return answer(Problem.TEMPORARILY_UNAVAILABLE, Problem.TEMPORARILY_UNAVAILABLE.title(), request, Map.of())
                    .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                    .build();
        }
        if (rootOf(failure) instanceof HttpClosedException) {
            LOG.debug("client hung up before all of its request was there");
            return answer(Problem.INVALID_REQUEST, Problem.INVALID_REQUEST.title(), request, Map.of())
                    .build();
        }
        LOG.error("request failed", failure);
        return answer(Problem.INTERNAL_ERROR, Problem.INTERNAL_ERROR.title(), request, Map.of())
                .build();
    }

    private static Response unreadable(String name, String detail, ContainerRequestContext request) {
        Map<String, Object> members = Map.of("fields", List.of(Map.of("name", name, "detail", detail)));
        return answer(Problem.INVALID_REQUEST, Problem.INVALID_REQUEST.title(), request, members)
                .build();
    }

    private static Response.ResponseBuilder answer(
            Problem problem, String detail, ContainerRequestContext request, Map<String, Object> members) {
        String requestId = String.valueOf(request.getProperty(RequestIds.KEY));
        return Response.status(problem.status())
                .type(TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(ProblemAnswer.of(problem, detail, requestId, members));
    }

    private static String path(MismatchedInputException mistyped) {
        String path = mistyped.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(name -> name != null)
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "body" : path;
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }
}
