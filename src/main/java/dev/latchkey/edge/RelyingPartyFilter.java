package dev.latchkey.edge;

import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.relyingparty.Here;
import dev.latchkey.relyingparty.RelyingParties;
import dev.latchkey.relyingparty.RelyingParty;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the relying party that a request is for, by its exact host among the configured ones, and turns away requests
 * that a page of a foreign origin makes in a customer's browser. {@code Origin} is checked; it never chooses.
 */
@Provider
@PreMatching
@NonBlocking
@Priority(2)
@Singleton
class RelyingPartyFilter implements ContainerRequestFilter {
    private static final Set<String> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final RelyingParties relyingParties;
    private final Here here;

    /** Stands for the connection of the request at hand. */
    private final HttpServerRequest connection;

    RelyingPartyFilter(RelyingParties relyingParties, Here here, HttpServerRequest connection) {
        this.relyingParties = relyingParties;
        this.here = here;
        this.connection = connection;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        RelyingParty relyingParty = Optional.ofNullable(connection.authority())
                .map(RelyingPartyFilter::host)
                .flatMap(relyingParties::at)
                .orElseThrow(() -> new ProblemException(Problem.RELYING_PARTY_UNKNOWN));
        here.is(relyingParty);
        String origin = request.getHeaderString("Origin");
        if (origin != null && !SAFE.contains(request.getMethod()) && !Cors.accepts(relyingParty, origin)) {
            throw new ProblemException(Problem.ORIGIN_REFUSED);
        }
    }

    /** The {@code Host} as relying parties name theirs: with its port, if one was said. */
    static String host(HostAndPort authority) {
        return authority.port() < 0 ? authority.host() : authority.host() + ":" + authority.port();
    }
}
