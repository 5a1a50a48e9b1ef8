package dev.latchkey.edge;

import dev.latchkey.edge.Limits.Visit;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * Asks {@link Limits} about every call of the API, before anything is read or looked up; on the event loop, without a
 * database. Comes after CORS, so that pages of other origins can read the refusal too.
 */
@Provider
@PreMatching
@NonBlocking
@Priority(4)
@Singleton
class LimitFilter implements ContainerRequestFilter, ContainerResponseFilter {
    private static final String VISIT = "limitVisit";
    private static final String BASIC = "Basic ";
    private static final int LONGEST_ID = 64;
    private static final int LONGEST_HEADER = 512;

    private final Limits limits;

    /** Stands for the connection of the request at hand. */
    private final HttpServerRequest connection;

    LimitFilter(Limits limits, HttpServerRequest connection) {
        this.limits = limits;
        this.connection = connection;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Errand.of(path(request)).ifPresent(errand -> {
            Optional<String> peer =
                    Optional.ofNullable(connection.remoteAddress()).map(SocketAddress::hostAddress);
            List<String> forwarded = Optional.ofNullable(request.getHeaders().get(limits.header()))
                    .orElse(List.of());
            request.setProperty(VISIT, limits.enter(errand, peer, forwarded, client(request)));
        });
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        boolean refused = response.getStatus() >= 400 && response.getStatus() < 500;
        if (refused && request.getProperty(VISIT) instanceof Visit visit) {
            limits.refused(visit, response.getStatus());
        }
    }

    /** The path as calls are found by it, so that no other spelling of it counts as another kind. */
    static String path(ContainerRequestContext request) {
        return request instanceof ResteasyReactiveContainerRequestContext reactive
                        && reactive.getServerRequestContext() instanceof ResteasyReactiveRequestContext context
                ? context.getPathWithoutPrefix()
                : request.getUriInfo().getPath();
    }

    /** Who an API client says it is (RFC 7617); whether that is so is found out later. */
    private static Optional<String> client(ContainerRequestContext request) {
        return Optional.ofNullable(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                .filter(header -> header.startsWith(BASIC) && header.length() <= LONGEST_HEADER)
                .flatMap(header -> id(header.substring(BASIC.length())));
    }

    private static Optional<String> id(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded.strip()), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon > 0 && colon <= LONGEST_ID ? Optional.of(pair.substring(0, colon)) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
