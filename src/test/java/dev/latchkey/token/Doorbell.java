package dev.latchkey.token;

import dev.latchkey.assurance.Acr;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Endpoints that say who rang, for tests of the filters. */
@Path("/test-doorbell")
@Produces(MediaType.TEXT_PLAIN)
class Doorbell {
    private final CurrentCaller caller;

    Doorbell(CurrentCaller caller) {
        this.caller = caller;
    }

    @GET
    @Path("/signed-in")
    @SignedIn
    public String look() {
        return name(caller.caller());
    }

    @POST
    @Path("/signed-in")
    @SignedIn
    public String ring() {
        return name(caller.caller());
    }

    @POST
    @Path("/fresh")
    @SignedIn
    @RequiresAcr
    public String fresh() {
        return name(caller.caller());
    }

    @POST
    @Path("/twice")
    @SignedIn
    @RequiresAcr(value = Acr.THREE, maxAgeSeconds = 60)
    public String twice() {
        return name(caller.caller());
    }

    @POST
    @Path("/anybody")
    @MaybeSignedIn
    public String anybody() {
        return caller.ifAny().map(Doorbell::name).orElse("stranger");
    }

    private static String name(Caller caller) {
        return caller.session() + (caller.byCookie() ? " by cookie" : " by bearer");
    }
}
