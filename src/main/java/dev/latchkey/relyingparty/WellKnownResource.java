package dev.latchkey.relyingparty;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;

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

    /** Related origins (WebAuthn L3 §5.11.1). */
    @RegisterForReflection
    record Related(List<String> origins) {}

    /** Where passkeys are made and managed (W3C passkey endpoints). */
    @RegisterForReflection
    record PasskeyEndpoints(String enroll, String manage) {}

    /** One statement of Digital Asset Links. */
    @RegisterForReflection
    record Statement(List<String> relation, Target target) {}

    /** What a statement is about. */
    @RegisterForReflection
    record Target(
            String namespace,
            @JsonProperty("package_name") String packageName,
            @JsonProperty("sha256_cert_fingerprints") List<String> fingerprints) {}

    @GET
    @Path("/webauthn")
    public Response webauthn() {
        return cached(new Related(here.relyingParty().relatedOrigins()));
    }

    @GET
    @Path("/passkey-endpoints")
    public Response passkeyEndpoints() {
        String account = here.relyingParty().issuer() + "/account";
        return cached(new PasskeyEndpoints(account, account));
    }

    @GET
    @Path("/assetlinks.json")
    public Response assetLinks() {
        return cached(here.relyingParty().apps().android().stream()
                .map(app -> new Statement(
                        List.of(
                                "delegate_permission/common.handle_all_urls",
                                "delegate_permission/common.get_login_creds"),
                        new Target("android_app", app.packageName(), app.fingerprints())))
                .toList());
    }

    @GET
    @Path("/apple-app-site-association")
    public Response appleAppSiteAssociation() {
        return cached(Map.of(
                "webcredentials", Map.of("apps", here.relyingParty().apps().apple())));
    }

    private static Response cached(Object entity) {
        return Response.ok(entity).header(HttpHeaders.CACHE_CONTROL, ONE_HOUR).build();
    }
}
