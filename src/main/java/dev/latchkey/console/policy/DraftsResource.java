package dev.latchkey.console.policy;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.decision.policy.Draft;
import dev.latchkey.decision.policy.DraftOutcome;
import dev.latchkey.decision.policy.Drafts;
import dev.latchkey.decision.policy.Fault;
import dev.latchkey.decision.policy.PolicyRegister;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.staff.CurrentStaff;
import dev.latchkey.staff.ForStaff;
import dev.latchkey.staff.Role;
import dev.latchkey.staff.Staff;
import dev.latchkey.token.RequiresAcr;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code /v1/ops/{rp}/policy/drafts…}: policies that are being written. */
@Path("/v1/ops/{rp}/policy")
@ForStaff(Role.POLICY_AUTHOR)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class DraftsResource {
    private static final String UNCHANGED = "unchanged";

    private final Drafts drafts;
    private final PolicyRegister register;
    private final Versions versions;
    private final People people;
    private final CurrentStaff current;

    DraftsResource(Drafts drafts, PolicyRegister register, Versions versions, People people, CurrentStaff current) {
        this.drafts = drafts;
        this.register = register;
        this.versions = versions;
        this.people = people;
        this.current = current;
    }

    /** A draft as somebody writes it. */
    @RegisterForReflection
    record Writing(
            Optional<Integer> revision,
            Optional<String> comment,
            @JsonProperty("base_version") Optional<Integer> base,
            Optional<String> document) {}

    @GET
    @Path("/drafts")
    @ForStaff({Role.POLICY_AUTHOR, Role.POLICY_APPROVER, Role.ANALYST, Role.AUDITOR})
    public DraftAnswer.Listed list() {
        List<Draft> all = drafts.all(current.staff().managed());
        var named = people.named(all.stream().flatMap(DraftAnswer::people));
        return new DraftAnswer.Listed(
                all.stream().map(draft -> DraftAnswer.of(draft, named)).toList());
    }

    @GET
    @Path("/drafts/{id}")
    @ForStaff({Role.POLICY_AUTHOR, Role.POLICY_APPROVER, Role.ANALYST, Role.AUDITOR})
    public DraftAnswer read(@PathParam("id") String id) {
        return whole(drafts.find(current.staff().managed(), draft(id))
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND)));
    }

    /** Begins one, from the text of a version unless another is given. */
    @POST
    @Path("/drafts")
    public Response begin(@Nullable Writing body) {
        Writing writing = Door.body(body);
        Staff staff = current.staff();
        DraftOutcome outcome = drafts.begin(
                staff.managed(),
                writing.base().orElseGet(() -> register.active(staff.managed())),
                writing.document().map(text -> Door.document(Optional.of(text))),
                staff.account().toString(),
                Door.line("comment", writing.comment()));
        return Response.status(Response.Status.CREATED)
                .entity(whole(saved(outcome)))
                .build();
    }

    /** Saves one, unless somebody else saved it since. */
    @PUT
    @Path("/drafts/{id}")
    public DraftAnswer save(@PathParam("id") String id, @Nullable Writing body) {
        Writing writing = Door.body(body);
        Staff staff = current.staff();
        return whole(saved(drafts.save(
                staff.managed(),
                draft(id),
                revision(writing),
                Door.document(writing.document()),
                staff.account().toString(),
                Door.line("comment", writing.comment()))));
    }

    @DELETE
    @Path("/drafts/{id}")
    public void remove(@PathParam("id") String id) {
        Staff staff = current.staff();
        if (!drafts.remove(staff.managed(), draft(id), staff.account().toString())) {
            throw new ProblemException(Problem.NOT_FOUND);
        }
    }

    /** Makes a version of one, which then waits for its verdict. */
    @POST
    @Path("/drafts/{id}/submit")
    @RequiresAcr(maxAgeSeconds = 300)
    public Response submit(@PathParam("id") String id, @Nullable Writing body) {
        Writing writing = Door.body(body);
        Staff staff = current.staff();
        DraftOutcome outcome = drafts.submit(
                staff.managed(),
                draft(id),
                revision(writing),
                staff.account().toString(),
                writing.comment().map(comment -> Door.line("comment", Optional.of(comment))));
        return switch (outcome) {
            case DraftOutcome.Submitted(int version, String digest) ->
                Response.status(Response.Status.CREATED)
                        .entity(versions.one(staff, version).orElseThrow())
                        .build();
            case DraftOutcome.Saved saved -> throw new IllegalStateException("nothing was to be saved");
            case DraftOutcome.Changed changed -> throw refusal(changed);
            case DraftOutcome.Unchanged unchanged -> throw refusal(unchanged);
            case DraftOutcome.Invalid invalid -> throw refusal(invalid);
            case DraftOutcome.TooMany tooMany -> throw refusal(tooMany);
            case DraftOutcome.Unknown unknown -> throw refusal(unknown);
        };
    }

    private Draft saved(DraftOutcome outcome) {
        return switch (outcome) {
            case DraftOutcome.Saved(Draft draft) -> draft;
            case DraftOutcome.Submitted submitted -> throw new IllegalStateException("nothing was to be submitted");
            case DraftOutcome.Changed changed -> throw refusal(changed);
            case DraftOutcome.Unchanged unchanged -> throw refusal(unchanged);
            case DraftOutcome.Invalid invalid -> throw refusal(invalid);
            case DraftOutcome.TooMany tooMany -> throw refusal(tooMany);
            case DraftOutcome.Unknown unknown -> throw refusal(unknown);
        };
    }

    private ProblemException refusal(DraftOutcome outcome) {
        return switch (outcome) {
            case DraftOutcome.Changed(Draft now) ->
                new ProblemException(Problem.DRAFT_CHANGED)
                        .with("revision", now.revision())
                        .with(
                                "changed_by",
                                people.named(Stream.of(now.changedBy())).apply(now.changedBy()));
            case DraftOutcome.Unchanged(int version) ->
                new ProblemException(Problem.POLICY_STEP_REFUSED, "The draft says the same as version " + version + ".")
                        .with("why", UNCHANGED)
                        .with("version", version);
            case DraftOutcome.Invalid(List<Fault> faults) -> Door.invalid(faults);
            case DraftOutcome.TooMany tooMany ->
                new ProblemException(Problem.POLICY_STEP_REFUSED, "There are as many drafts as there may be.")
                        .with("why", "too-many-drafts");
            case DraftOutcome.Unknown unknown -> new ProblemException(Problem.NOT_FOUND);
            case DraftOutcome.Saved saved -> throw new IllegalStateException("what is saved was not refused");
            case DraftOutcome.Submitted submitted -> throw new IllegalStateException("nor what is submitted");
        };
    }

    private DraftAnswer whole(Draft draft) {
        return DraftAnswer.whole(draft, people.named(DraftAnswer.people(draft)));
    }

    private static int revision(Writing writing) {
        return writing.revision().orElseThrow(() -> Door.invalid("revision", "must be the one that was changed"));
    }

    private static UUID draft(String id) {
        return Door.uuid(id).orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
    }
}
