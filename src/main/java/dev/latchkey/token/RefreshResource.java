package dev.latchkey.token;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.relyingparty.Here;
import dev.latchkey.relyingparty.RelyingParty.SessionMode;
import dev.latchkey.session.Session;
import io.smallrye.common.annotation.RunOnVirtualThread;
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

    RefreshResource(Refresh refresh, Tokens tokens, Csrf csrf, Here here) {
        this.refresh = refresh;
        this.tokens = tokens;
        this.csrf = csrf;
        this.here = here;
    }

    /** The body; in cookie mode {@code {}} or none. */
    record Body(@JsonProperty("refresh_token") Optional<String> refreshToken) {
        @Override
        public String toString() {
            return "Body[redacted]";
        }
    }

    /** Rotates the token that was presented; 401 {@code session-ended} when it is good no more. */
    @POST
    @RunOnVirtualThread
    public Response refresh(@Nullable Body body, @Context HttpHeaders headers) {
        Optional<String> inBody = Optional.ofNullable(body).flatMap(Body::refreshToken);
        String presented = inBody.orElseGet(() -> fromCookie(headers));
        return switch (refresh.with(here.relyingParty(), presented)) {
            case RotationOutcome.Rotated(Session session, TokenPair pair) -> answer(session, pair);
            case RotationOutcome.Unknown() -> throw ended(inBody.isEmpty());
            case RotationOutcome.Reused(Session session) -> throw ended(inBody.isEmpty());
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
