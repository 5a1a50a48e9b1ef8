package dev.latchkey.token;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import java.util.Optional;

/** Lets only callers through who have proven enough; see {@link RequiresAcr}. Runs behind {@link SignedInFilter}. */
@Provider
@RequiresAcr
@Priority(Priorities.AUTHORIZATION)
final class RequiresAcrFilter implements ContainerRequestFilter {
    private final FreshProof freshProof;
    private final CurrentCaller current;
    private final ResourceInfo resource;

    RequiresAcrFilter(FreshProof freshProof, CurrentCaller current, ResourceInfo resource) {
        this.freshProof = freshProof;
        this.current = current;
        this.resource = resource;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        RequiresAcr wanted = Optional.ofNullable(resource.getResourceMethod().getAnnotation(RequiresAcr.class))
                .orElseGet(() -> resource.getResourceClass().getAnnotation(RequiresAcr.class));
        if (wanted.maxAgeSeconds() == RequiresAcr.FRESH) {
            freshProof.require(current.caller(), wanted.value());
        } else {
            freshProof.require(current.caller(), wanted.value(), Duration.ofSeconds(wanted.maxAgeSeconds()));
        }
    }
}
