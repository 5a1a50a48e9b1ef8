package dev.latchkey.console.staff;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.id.AccountId;
import dev.latchkey.passkey.FieldError;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.relyingparty.Here;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.staff.CurrentStaff;
import dev.latchkey.staff.DecideOutcome;
import dev.latchkey.staff.ForStaff;
import dev.latchkey.staff.FourEyes;
import dev.latchkey.staff.Invitations;
import dev.latchkey.staff.ProposeOutcome;
import dev.latchkey.staff.RemoveOutcome;
import dev.latchkey.staff.Role;
import dev.latchkey.staff.Team;
import dev.latchkey.token.RequiresAcr;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /v1/ops/{rp}/staff}: who may do what at a managed relying party. */
@Path("/v1/ops/{rp}/staff")
@ForStaff(Role.ADMIN)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class StaffResource {
    private static final int LONGEST_NOTE = 200;
    private static final int ACCEPTED = Response.Status.ACCEPTED.getStatusCode();
    private static final int CREATED = Response.Status.CREATED.getStatusCode();

    private final Team team;
    private final FourEyes fourEyes;
    private final Invitations invitations;
    private final CurrentStaff current;
    private final Here here;

    StaffResource(Team team, FourEyes fourEyes, Invitations invitations, CurrentStaff current, Here here) {
        this.team = team;
        this.fourEyes = fourEyes;
        this.invitations = invitations;
        this.current = current;
        this.here = here;
    }

    /** Whom to grant what; a note is for the second admin. */
    @RegisterForReflection
    record Wish(Optional<String> account, Optional<List<String>> roles, Optional<String> note) {
        @Override
        public String toString() {
            return "Wish[redacted]";
        }
    }

    /** Yes or no. */
    @RegisterForReflection
    record Verdict(Optional<Boolean> approve) {}

    /** What waits for a second admin, and until when; the link of an invitation is shown this once. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Proposed(
            Optional<String> id,
            String proposal,
            Optional<String> link,
            @JsonProperty("expires_at") Instant expiresAt) {
        @Override
        public String toString() {
            return "Proposed[redacted]";
        }
    }

    /** {@code approved} or {@code refused}. */
    @RegisterForReflection
    record Decided(String state) {}

    /** Everybody with a role, and what is under way. */
    @GET
    @ForStaff({Role.ADMIN, Role.AUDITOR})
    public TeamAnswer get() {
        return TeamAnswer.of(team, current.staff(), here.relyingParty().id());
    }

    /** Makes an invitation, which a second admin has to approve before it is good. */
    @POST
    @Path("/invitations")
    @RequiresAcr(maxAgeSeconds = 300)
    public Response invite(@Nullable Wish body) {
        Wish wish = given(body);
        return proposed(fourEyes.invite(current.staff(), here.relyingParty(), roles(wish), note(wish)), CREATED);
    }

    /** Ends an invitation that nobody took up. */
    @DELETE
    @Path("/invitations/{id}")
    @RequiresAcr(maxAgeSeconds = 300)
    public void withdraw(@PathParam("id") String id) {
        boolean withdrawn = uuid(id).filter(invitation -> invitations.withdraw(current.staff(), invitation))
                .isPresent();
        if (!withdrawn) {
            throw new ProblemException(Problem.NOT_FOUND);
        }
    }

    /** Proposes roles for somebody who is there. */
    @POST
    @Path("/grants")
    @RequiresAcr(maxAgeSeconds = 300)
    public Response propose(@Nullable Wish body) {
        Wish wish = given(body);
        AccountId account = wish.account()
                .flatMap(StaffResource::uuid)
                .map(AccountId::new)
                .orElseThrow(() -> invalid("account", "must be the id of an account"));
        return proposed(
                fourEyes.propose(current.staff(), here.relyingParty(), account, roles(wish), note(wish)), ACCEPTED);
    }

    /** Approves or refuses what another admin proposed. */
    @POST
    @Path("/proposals/{id}")
    @RequiresAcr(maxAgeSeconds = 300)
    public Decided decide(@PathParam("id") String id, @Nullable Verdict body) {
        boolean approve = Optional.ofNullable(body)
                .flatMap(Verdict::approve)
                .orElseThrow(() -> invalid("approve", "must be true or false"));
        UUID proposal = uuid(id).orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
        return switch (fourEyes.decide(current.staff(), proposal, approve)) {
            case DecideOutcome.Approved approved -> new Decided("approved");
            case DecideOutcome.Refused refused -> new Decided("refused");
            case DecideOutcome.NotFound notFound -> throw new ProblemException(Problem.NOT_FOUND);
            case DecideOutcome.Closed closed -> throw new ProblemException(Problem.PROPOSAL_CLOSED);
            case DecideOutcome.OwnDoing own -> throw new ProblemException(Problem.NOT_YOUR_OWN);
            case DecideOutcome.TwoAdminsNeeded alone -> throw new ProblemException(Problem.TWO_ADMINS_NEEDED);
        };
    }

    /** Takes a role away at once. */
    @DELETE
    @Path("/{account}/roles/{role}")
    @RequiresAcr(maxAgeSeconds = 300)
    public void remove(@PathParam("account") String account, @PathParam("role") String role) {
        AccountId from = uuid(account).map(AccountId::new).orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
        Role taken = Role.of(role).orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
        switch (fourEyes.remove(current.staff(), from, taken)) {
            case RemoveOutcome.Removed removed -> {}
            case RemoveOutcome.NotHeld notHeld -> throw new ProblemException(Problem.NOT_FOUND);
            case RemoveOutcome.LastAdmin last -> throw new ProblemException(Problem.LAST_ADMIN);
        }
    }

    private Response proposed(ProposeOutcome outcome, int status) {
        RelyingParty console = here.relyingParty();
        return switch (outcome) {
            case ProposeOutcome.Proposed proposed ->
                Response.status(status)
                        .entity(new Proposed(
                                proposed.invitation().map(made -> made.id().toString()),
                                proposed.proposal().toString(),
                                proposed.invitation().map(made -> made.link(console.issuer())),
                                proposed.expiresAt()))
                        .build();
            case ProposeOutcome.TwoAdminsNeeded alone -> throw new ProblemException(Problem.TWO_ADMINS_NEEDED);
            case ProposeOutcome.OwnGain own -> throw new ProblemException(Problem.NOT_YOUR_OWN);
            case ProposeOutcome.NoSuchAccount nobody -> throw new ProblemException(Problem.NOT_FOUND);
        };
    }

    private static Wish given(@Nullable Wish body) {
        return Optional.ofNullable(body).orElseThrow(() -> invalid("body", "must be a JSON object"));
    }

    private static Set<Role> roles(Wish wish) {
        List<String> slugs = wish.roles().orElse(List.of());
        Set<Role> roles = EnumSet.noneOf(Role.class);
        slugs.forEach(slug -> Role.of(slug).ifPresent(roles::add));
        if (roles.isEmpty() || roles.size() != slugs.size()) {
            throw invalid("roles", "must be some of the roles, each once");
        }
        return roles;
    }

    private static String note(Wish wish) {
        String note = wish.note().orElse("").strip();
        if (note.length() > LONGEST_NOTE || note.codePoints().anyMatch(Character::isISOControl)) {
            throw invalid("note", "must be at most " + LONGEST_NOTE + " characters without control characters");
        }
        return note;
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    static ProblemException invalid(String name, String detail) {
        return new ProblemException(Problem.INVALID_REQUEST).with("fields", List.of(new FieldError(name, detail)));
    }
}
