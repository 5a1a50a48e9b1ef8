package dev.latchkey.token;

import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.token.PresentedToken.Presented;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Lets strangers through and says who the others are; see {@link MaybeSignedIn}. */
@Provider
@MaybeSignedIn
@Priority(Priorities.AUTHENTICATION)
final class MaybeSignedInFilter implements ContainerRequestFilter {
    private final PresentedToken token;
    private final CurrentCaller current;

    MaybeSignedInFilter(PresentedToken token, CurrentCaller current) {
        this.token = token;
        this.current = current;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        switch (token.in(request)) {
            case Presented.Accepted(Caller caller) -> current.is(caller);
            case Presented.Nothing() -> {}
            case Presented.Refused(boolean meant) -> {
                if (meant) {
                    throw SignedInFilter.refused();
                }
            }
            case Presented.WithoutCsrf(boolean meant) -> {
                if (meant) {
                    throw new ProblemException(Problem.CSRF_REFUSED);
                }
            }
        }
    }
}
