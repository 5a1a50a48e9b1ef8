package dev.latchkey.relyingparty;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.relyingparty.RelyingParty.Look;
import dev.latchkey.relyingparty.RelyingParty.Use;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a page needs to know of the relying party it is served for. */
@Path("/v1/relying-party")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
class RelyingPartyResource {
    private final Here here;

    RelyingPartyResource(Here here) {
        this.here = here;
    }

    /** The answer; what it is for is said where it is not for customers. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Answer(
            String id,
            String name,
            @JsonProperty("rp_id") String rpId,
            @JsonProperty("session_default") String sessionDefault,
            List<String> languages,
            LookAnswer look,
            Optional<String> use) {}

    /** What the RP changes of the look; absent is the house's own. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record LookAnswer(Optional<String> accent, Optional<Integer> radius, Optional<String> logo) {
        static LookAnswer of(Look look) {
            return new LookAnswer(look.accent(), look.radius(), look.logo());
        }
    }

    /** Tells what everybody may know. */
    @GET
    public Response get() {
        RelyingParty relyingParty = here.relyingParty();
        return Response.ok(new Answer(
                        relyingParty.id().value(),
                        relyingParty.name(),
                        relyingParty.rpId(),
                        relyingParty.sessionMode().name().toLowerCase(Locale.ROOT),
                        relyingParty.languages(),
                        LookAnswer.of(relyingParty.look()),
                        Optional.of(relyingParty.use())
                                .filter(use -> use != Use.CUSTOMERS)
                                .map(use -> use.name().toLowerCase(Locale.ROOT))))
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=10")
                .build();
    }
}
