package dev.latchkey.signin;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.id.SessionId;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.relyingparty.Here;
import dev.latchkey.token.Caller;
import dev.latchkey.token.Csrf;
import dev.latchkey.token.CurrentCaller;
import dev.latchkey.token.MaybeSignedIn;
import dev.latchkey.token.SessionCookies;
import dev.latchkey.token.Tokens;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/sign-out}. */
@Path("/v1/sign-out")
@Consumes(MediaType.APPLICATION_JSON)
class SignOutResource {
    private final SignOut signOut;
    private final Tokens tokens;
    private final Csrf csrf;
    private final Here here;
    private final CurrentCaller caller;

    SignOutResource(SignOut signOut, Tokens tokens, Csrf csrf, Here here, CurrentCaller caller) {
        this.signOut = signOut;
        this.tokens = tokens;
        this.csrf = csrf;
        this.here = here;
        this.caller = caller;
    }

    /** Which session: that of the refresh token, or else that of the access token. */
    @RegisterForReflection
    record What(
            Optional<Boolean> everywhere,
            @JsonProperty("refresh_token") Optional<String> refreshToken) {
        @Override
        public String toString() {
            return "What[redacted]";
        }
    }

    /** Ends the session, or all of the account's, and makes a browser forget its cookies. */
    @POST
    @MaybeSignedIn
    @RunOnVirtualThread
    public Response signOut(@Nullable What what, @Context HttpHeaders headers) {
        Optional<SessionId> named = Optional.ofNullable(what)
                .flatMap(What::refreshToken)
                .flatMap(tokens::sessionOf)
                .or(() -> caller.ifAny().map(Caller::session))
                .or(() -> byRefreshCookie(headers));
        SessionId session = named.orElseThrow(
                () -> new ProblemException(Problem.TOKEN_MISSING).header("WWW-Authenticate", "Bearer"));
        if (what != null && what.everywhere().orElse(false)) {
            signOut.everywhere(here.relyingParty(), session);
        } else {
            signOut.here(here.relyingParty(), session);
        }
        return Response.noContent()
                .cookie(SessionCookies.clear().toArray(NewCookie[]::new))
                .build();
    }

    /** The access cookie of a page that was left open is gone before the session is. */
    private Optional<SessionId> byRefreshCookie(HttpHeaders headers) {
        String proof = Optional.ofNullable(headers.getHeaderString(Csrf.HEADER)).orElse("");
        return Optional.ofNullable(headers.getCookies().get(SessionCookies.REFRESH))
                .map(Cookie::getValue)
                .flatMap(tokens::sessionOf)
                .filter(session -> csrf.matches(session, proof));
    }
}
