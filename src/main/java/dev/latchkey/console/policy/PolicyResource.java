package dev.latchkey.console.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.console.policy.DraftAnswer.FaultAnswer;
import dev.latchkey.decision.policy.Change;
import dev.latchkey.decision.policy.DefaultPolicy;
import dev.latchkey.decision.policy.Drafts;
import dev.latchkey.decision.policy.Fault;
import dev.latchkey.decision.policy.PolicyDiff;
import dev.latchkey.decision.policy.PolicyDiff.DiffOutcome;
import dev.latchkey.decision.policy.PolicyDiff.Word;
import dev.latchkey.decision.policy.PolicyRegister;
import dev.latchkey.decision.policy.PolicyText;
import dev.latchkey.decision.policy.Rollouts;
import dev.latchkey.decision.policy.Step;
import dev.latchkey.decision.policy.Validation;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.staff.CurrentStaff;
import dev.latchkey.staff.ForStaff;
import dev.latchkey.staff.Role;
import dev.latchkey.staff.Staff;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code /v1/ops/{rp}/policy}: how it stands, what happened to it, whether a text is one, and where two differ. */
@Path("/v1/ops/{rp}/policy")
@ForStaff({Role.POLICY_AUTHOR, Role.POLICY_APPROVER, Role.ANALYST, Role.AUDITOR})
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class PolicyResource {
    private static final int MOST_STEPS = 200;

    private final Overview overview;
    private final PolicyRegister register;
    private final Rollouts rollouts;
    private final Drafts drafts;
    private final People people;
    private final CurrentStaff current;

    PolicyResource(
            Overview overview,
            PolicyRegister register,
            Rollouts rollouts,
            Drafts drafts,
            People people,
            CurrentStaff current) {
        this.overview = overview;
        this.register = register;
        this.rollouts = rollouts;
        this.drafts = drafts;
        this.people = people;
        this.current = current;
    }

    /** A text to be looked at. */
    @RegisterForReflection
    record Given(Optional<String> document) {}

    /** What was found. */
    @RegisterForReflection
    record Validated(boolean valid, String digest, List<FaultAnswer> faults) {}

    /** One side of a comparison. */
    @RegisterForReflection
    record Side(Optional<Integer> version, Optional<String> draft, Optional<String> document) {}

    /** Two sides. */
    @RegisterForReflection
    record Sides(Optional<Side> from, Optional<Side> to) {}

    /** Where they differ. */
    @RegisterForReflection
    record Difference(boolean same, List<WordAnswer> words, List<ChangeAnswer> changes) {}

    /** One difference in words. */
    @RegisterForReflection
    record WordAnswer(String path, String text) {
        static WordAnswer of(Word word) {
            return new WordAnswer(word.path(), word.text());
        }
    }

    /** One value that differs; absent where there was or will be nothing. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record ChangeAnswer(String path, Optional<Object> before, Optional<Object> after) {
        static ChangeAnswer of(Change change) {
            return new ChangeAnswer(change.path(), change.before(), change.after());
        }
    }

    @GET
    public OverviewAnswer get() {
        return overview.of(current.staff());
    }

    @GET
    @Path("/history")
    public StepAnswer.Listed history(@QueryParam("limit") @DefaultValue("50") String limit) {
        int most = Door.whole(limit)
                .filter(wanted -> wanted >= 1 && wanted <= MOST_STEPS)
                .orElseThrow(() -> Door.invalid("limit", "must be 1 to " + MOST_STEPS));
        List<Step> steps = rollouts.history(current.staff().managed(), most);
        Function<String, Person> named = people.named(steps.stream().map(Step::by));
        return new StepAnswer.Listed(
                steps.stream().map(step -> StepAnswer.of(step, named)).toList());
    }

    @GET
    @Path("/schema")
    @Produces("application/schema+json")
    public String schema() {
        return DefaultPolicy.SCHEMA;
    }

    /** Names everything that is wrong with a text. */
    @POST
    @Path("/validate")
    @ForStaff({Role.POLICY_AUTHOR, Role.POLICY_APPROVER, Role.ANALYST})
    public Validated validate(@Nullable Given body) {
        String document = Door.document(Door.body(body).document());
        Staff staff = current.staff();
        Validation found =
                register.validate(staff.managed(), document, staff.account().toString());
        String digest = PolicyText.digest(document);
        return switch (found) {
            case Validation.Valid valid -> new Validated(true, digest, List.of());
            case Validation.Invalid(List<Fault> faults) -> new Validated(false, digest, FaultAnswer.of(faults));
        };
    }

    /** Says where two texts differ. */
    @POST
    @Path("/diff")
    public Difference diff(@Nullable Sides body) {
        Sides sides = Door.body(body);
        String before = text("from", sides.from());
        String after = text("to", sides.to());
        return switch (PolicyDiff.between(before, after)) {
            case DiffOutcome.Found(List<Word> words, List<Change> changes) ->
                new Difference(
                        changes.isEmpty(),
                        words.stream().map(WordAnswer::of).toList(),
                        changes.stream().map(ChangeAnswer::of).toList());
            case DiffOutcome.NoJson(boolean second, List<Fault> faults) ->
                throw new ProblemException(Problem.POLICY_INVALID)
                        .with("side", second ? "to" : "from")
                        .with("faults", FaultAnswer.of(faults));
        };
    }

    private String text(String name, Optional<Side> given) {
        Side side = given.orElseThrow(() -> Door.invalid(name, "must be there"));
        boolean many = side.version().isPresent()
                ? side.draft().isPresent() || side.document().isPresent()
                : side.draft().isPresent() == side.document().isPresent();
        if (many) {
            throw Door.invalid(name, "must have one of version, draft, document");
        }
        if (side.document().isPresent()) {
            return Door.document(side.document());
        }
        Staff staff = current.staff();
        return side.version()
                .map(version -> register.text(staff.managed(), version))
                .orElseGet(() -> side.draft().flatMap(Door::uuid).flatMap(id -> drafts.text(staff.managed(), id)))
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
    }
}
