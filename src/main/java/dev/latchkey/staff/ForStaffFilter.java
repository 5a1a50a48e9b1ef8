package dev.latchkey.staff;

import dev.latchkey.assurance.Acr;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.relyingparty.Here;
import dev.latchkey.relyingparty.RelyingParty.Use;
import dev.latchkey.token.CurrentCaller;
import dev.latchkey.token.FreshProof;
import dev.latchkey.token.SignedInFilter;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.ext.Provider;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lets only staff through; see {@link ForStaff}. Runs before a fresh proof is asked for: nobody is asked for a passkey
 * only to be told that they lack a role.
 */
@Provider
@ForStaff
@Priority(Priorities.AUTHENTICATION + 1)
final class ForStaffFilter implements ContainerRequestFilter {
    private static final String MANAGED = "rp";

    private final SignedInFilter signedIn;
    private final FreshProof freshProof;
    private final StaffRoll roll;
    private final Here here;
    private final CurrentCaller caller;
    private final CurrentStaff current;
    private final ResourceInfo resource;

    ForStaffFilter(
            SignedInFilter signedIn,
            FreshProof freshProof,
            StaffRoll roll,
            Here here,
            CurrentCaller caller,
            CurrentStaff current,
            ResourceInfo resource) {
        this.signedIn = signedIn;
        this.freshProof = freshProof;
        this.roll = roll;
        this.here = here;
        this.caller = caller;
        this.current = current;
        this.resource = resource;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (here.relyingParty().use() != Use.STAFF) {
            throw new ProblemException(Problem.NOT_FOUND);
        }
        signedIn.filter(request);
        StaffMember member = roll.find(caller.caller()).orElseThrow(() -> new ProblemException(Problem.SESSION_ENDED));
        if (!member.assurance().acr().reaches(Acr.TWO)) {
            throw freshProof.refusal();
        }
        Optional<String> managed =
                Optional.ofNullable(request.getUriInfo().getPathParameters().getFirst(MANAGED));
        Optional<Staff> there = managed.flatMap(member::at);
        if (managed.isPresent() && there.isEmpty()) {
            throw new ProblemException(Problem.NOT_FOUND);
        }
        List<Role> wanted = wanted();
        Set<Role> held = there.map(Staff::roles).orElseGet(member::anywhere);
        if (!wanted.isEmpty() && Collections.disjoint(wanted, held)) {
            throw new ProblemException(Problem.ROLE_MISSING);
        }
        current.is(member, there);
    }

    private List<Role> wanted() {
        ForStaff binding = Optional.ofNullable(resource.getResourceMethod().getAnnotation(ForStaff.class))
                .orElseGet(() -> resource.getResourceClass().getAnnotation(ForStaff.class));
        return List.of(binding.value());
    }
}
