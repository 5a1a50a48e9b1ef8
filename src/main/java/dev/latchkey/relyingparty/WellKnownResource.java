package dev.latchkey.relyingparty;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * The files that browsers and app stores fetch from the RP ID's own host. They are served when that host is ours; the
 * command line prints them for operators to place otherwise.
 */
@Path("/.well-known")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
class WellKnownResource {
    private static final String ONE_HOUR = "public, max-age=3600";

    private final Here here;

    WellKnownResource(Here here) {
        this.here = here;
    }

    @GET
    @Path("/webauthn")
    public Response webauthn() {
        return cached(WellKnown.related(here.relyingParty()));
    }

    @GET
    @Path("/passkey-endpoints")
    public Response passkeyEndpoints() {
        return cached(WellKnown.passkeyEndpoints(here.relyingParty()));
    }

    @GET
    @Path("/assetlinks.json")
    public Response assetLinks() {
        return cached(WellKnown.assetLinks(here.relyingParty()));
    }

    @GET
    @Path("/apple-app-site-association")
    public Response appleAppSiteAssociation() {
        return cached(WellKnown.siteAssociation(here.relyingParty()));
    }

    private static Response cached(Object entity) {
        return Response.ok(entity).header(HttpHeaders.CACHE_CONTROL, ONE_HOUR).build();
    }
}
