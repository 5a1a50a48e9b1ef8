package dev.latchkey.token;

import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.token.PresentedToken.Presented;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/** Lets only signed-in customers through; see {@link SignedIn}. Rooms with filters that want more begin with it. */
@Provider
@SignedIn
@Priority(Priorities.AUTHENTICATION)
public final class SignedInFilter implements ContainerRequestFilter {
    private final PresentedToken token;
    private final CurrentCaller current;

    SignedInFilter(PresentedToken token, CurrentCaller current) {
        this.token = token;
        this.current = current;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        switch (token.in(request)) {
            case Presented.Accepted(Caller caller) -> current.is(caller);
            case Presented.Nothing() ->
                // RFC 6750 §3.1: without authentication information, no error code.
                throw new ProblemException(Problem.TOKEN_MISSING).header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            case Presented.Refused(boolean meant) -> throw refused();
            case Presented.WithoutCsrf(boolean meant) -> throw new ProblemException(Problem.CSRF_REFUSED);
        }
    }

    static ProblemException refused() {
        return new ProblemException(Problem.TOKEN_REFUSED)
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
    }
}
