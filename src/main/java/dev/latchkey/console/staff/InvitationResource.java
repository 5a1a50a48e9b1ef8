package dev.latchkey.console.staff;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.relyingparty.Here;
import dev.latchkey.staff.AcceptOutcome;
import dev.latchkey.staff.CurrentStaff;
import dev.latchkey.staff.ForStaff;
import dev.latchkey.staff.Invitations;
import dev.latchkey.token.RequiresAcr;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /v1/ops/invitation}: somebody of the staff takes up an invitation to more. */
@Path("/v1/ops/invitation")
@ForStaff
@RequiresAcr(maxAgeSeconds = 300)
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class InvitationResource {
    private static final int LONGEST = 128;

    private final Invitations invitations;
    private final CurrentStaff current;
    private final Here here;

    InvitationResource(Invitations invitations, CurrentStaff current, Here here) {
        this.invitations = invitations;
        this.current = current;
        this.here = here;
    }

    /** The token of the link. */
    @RegisterForReflection
    record Claim(Optional<String> token) {
        @Override
        public String toString() {
            return "Claim[redacted]";
        }
    }

    /** What it gave. */
    @RegisterForReflection
    record Answer(List<Granted> granted) {}

    /** Roles at one relying party. */
    @RegisterForReflection
    record Granted(@JsonProperty("relying_party") String relyingParty, List<String> roles) {}

    /** Spends the invitation for the caller. */
    @POST
    public Answer claim(@Nullable Claim body) {
        String token = Optional.ofNullable(body)
                .flatMap(Claim::token)
                .filter(text -> !text.isBlank() && text.length() <= LONGEST)
                .orElseThrow(() -> StaffResource.invalid("token", "must be the token of an invitation"));
        return switch (invitations.claim(
                here.relyingParty().id(), token, current.member().account().id())) {
            case AcceptOutcome.Accepted accepted ->
                new Answer(accepted.roles().entrySet().stream()
                        .map(given -> new Granted(given.getKey().value(), MyselfResource.slugs(given.getValue())))
                        .sorted(Comparator.comparing(Granted::relyingParty))
                        .toList());
            case AcceptOutcome.NotGood notGood -> throw new ProblemException(Problem.INVITATION_NEEDED);
            case AcceptOutcome.OwnDoing own -> throw new ProblemException(Problem.NOT_YOUR_OWN);
        };
    }
}
