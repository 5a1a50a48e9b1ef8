package dev.latchkey.edge;

import dev.latchkey.relyingparty.Here;
import dev.latchkey.relyingparty.RelyingParty;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;

/**
 * Lets registered web origins call the API from a browser (Fetch standard, CORS). Never with cookies: other origins
 * use token mode.
 */
@Provider
@PreMatching
@NonBlocking
@Priority(3)
@Singleton
class Cors implements ContainerRequestFilter, ContainerResponseFilter {
    private static final String ORIGIN = "Origin";

    private final Here here;

    Cors(Here here) {
        this.here = here;
    }

    /** Whether a page of {@code origin} may call the API of the relying party. */
    static boolean accepts(RelyingParty relyingParty, String origin) {
        return relyingParty.origins().contains(origin)
                || relyingParty.issuer().equals(origin)
                || relyingParty.corsOrigins().contains(origin);
    }

    @Override
    public void filter(ContainerRequestContext request) {
        boolean preflight = request.getMethod().equals(HttpMethod.OPTIONS)
                && request.getHeaderString(ORIGIN) != null
                && request.getHeaderString("Access-Control-Request-Method") != null;
        if (preflight) {
            request.abortWith(Response.noContent().build());
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        MultivaluedMap<String, Object> headers = response.getHeaders();
        headers.add("Vary", ORIGIN);
        String origin = request.getHeaderString(ORIGIN);
        if (origin == null || !here.isKnown() || !accepts(here.relyingParty(), origin)) {
            return;
        }
        headers.putSingle("Access-Control-Allow-Origin", origin);
        headers.putSingle("Access-Control-Expose-Headers", "WWW-Authenticate, Retry-After, X-Request-Id");
        if (request.getMethod().equals(HttpMethod.OPTIONS)) {
            headers.putSingle("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE");
            headers.putSingle("Access-Control-Allow-Headers", "Authorization, Content-Type, Latchkey-Device");
            headers.putSingle("Access-Control-Max-Age", "600");
        }
    }
}
