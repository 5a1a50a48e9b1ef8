package dev.latchkey.signin;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.decision.Decision;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.relyingparty.Here;
import dev.latchkey.relyingparty.RelyingParty.SessionMode;
import dev.latchkey.session.Session;
import dev.latchkey.signin.Refresh.Refreshed;
import dev.latchkey.token.Csrf;
import dev.latchkey.token.FreshProof;
import dev.latchkey.token.RotationOutcome;
import dev.latchkey.token.SessionCookies;
import dev.latchkey.token.TokenAnswer;
import dev.latchkey.token.TokenPair;
import dev.latchkey.token.Tokens;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/token/refresh}: new tokens for a refresh token, from the body or from its cookie. */
@Path("/v1/token/refresh")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class RefreshResource {
    private static final String FORGET =
            SessionCookies.REFRESH + "=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax";

    private final Refresh refresh;
    private final Tokens tokens;
    private final Csrf csrf;
    private final Here here;

    private final FreshProof freshProof;
    private final Door door;

    RefreshResource(Refresh refresh, Tokens tokens, Csrf csrf, Here here, FreshProof freshProof, Door door) {
        this.door = door;
        this.freshProof = freshProof;
        this.refresh = refresh;
        this.tokens = tokens;
        this.csrf = csrf;
        this.here = here;
    }

    /** The body; in cookie mode {@code {}} or none. */
    @RegisterForReflection
    record Body(@JsonProperty("refresh_token") Optional<String> refreshToken) {
        @Override
        public String toString() {
            return "Body[redacted]";
        }
    }

    /**
     * Rotates the token that was presented; 401 {@code session-ended} when it is good no more, and 401 {@code
     * fresh-passkey-needed} in the words of RFC 9470 when the client does not look like the one that signed in.
     */
    @POST
    @RunOnVirtualThread
    public Response refresh(@Nullable Body body, @Context HttpHeaders headers, @Context HttpServerRequest request) {
        Optional<String> inBody = Optional.ofNullable(body).flatMap(Body::refreshToken);
        String presented = inBody.orElseGet(() -> fromCookie(headers));
        return switch (refresh.with(here.relyingParty(), presented, door.browser(headers, request))) {
            case Refreshed.Asked(Decision decision) ->
                throw freshProof.refusal().with("decision", DecisionAnswer.of(decision));
            case Refreshed.Presented(RotationOutcome rotation) -> answer(rotation, inBody.isEmpty());
        };
    }

    private static Response answer(RotationOutcome rotation, boolean byCookie) {
        return switch (rotation) {
            case RotationOutcome.Rotated(Session session, TokenPair pair) -> answer(session, pair);
            case RotationOutcome.Unknown() -> throw ended(byCookie);
            case RotationOutcome.Reused(Session session) -> throw ended(byCookie);
        };
    }

    private String fromCookie(HttpHeaders headers) {
        String presented = Optional.ofNullable(headers.getCookies().get(SessionCookies.REFRESH))
                .map(Cookie::getValue)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> ended(false));
        String header =
                Optional.ofNullable(headers.getHeaderString(Csrf.HEADER)).orElse("");
        if (tokens.sessionOf(presented)
                .filter(session -> csrf.matches(session, header))
                .isEmpty()) {
            throw new ProblemException(Problem.CSRF_REFUSED);
        }
        return presented;
    }

    private static Response answer(Session session, TokenPair pair) {
        Response.ResponseBuilder answer =
                Response.ok(TokenAnswer.of(pair, session.mode())).header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (session.mode() == SessionMode.COOKIE) {
            answer.cookie(SessionCookies.carry(pair).toArray(NewCookie[]::new));
        }
        return answer.build();
    }

    private static ProblemException ended(boolean byCookie) {
        ProblemException ended = new ProblemException(Problem.SESSION_ENDED);
        return byCookie ? ended.header(HttpHeaders.SET_COOKIE, FORGET) : ended;
    }
}
