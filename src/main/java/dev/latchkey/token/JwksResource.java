package dev.latchkey.token;

import dev.latchkey.relyingparty.Here;
import dev.latchkey.relyingparty.RelyingParty;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** The keys by which anybody verifies access tokens of the request's relying party (RFC 7517 §5). */
@Path("/.well-known/jwks.json")
class JwksResource {
    private final SigningKeys keys;
    private final Here here;
    private final TokenConfig config;

    JwksResource(SigningKeys keys, Here here, TokenConfig config) {
        this.keys = keys;
        this.here = here;
        this.config = config;
    }

    /** Answers from memory, or with 304 to a verifier that has the set already. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Response> keys(@Context Request request) {
        RelyingParty relyingParty = here.relyingParty();
        Optional<KeyView.Published> known = keys.published(relyingParty);
        return known.isPresent()
                ? Uni.createFrom().item(answer(request, known.get()))
                : Uni.createFrom()
                        .item(() -> keys.publish(relyingParty))
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                        .map(published -> answer(request, published));
    }

    private Response answer(Request request, KeyView.Published published) {
        EntityTag tag = new EntityTag(published.tag());
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder answer = unchanged == null ? Response.ok(published.json()) : unchanged;
        return answer.tag(tag)
                .header(
                        HttpHeaders.CACHE_CONTROL,
                        "public, max-age=" + config.jwksMaxAge().toSeconds())
                .build();
    }
}
