package dev.latchkey.walk;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.id.AccountId;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.relyingparty.Here;
import dev.latchkey.relyingparty.RelyingParty.Use;
import dev.latchkey.walk.WalksResource.StepView;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code /v1/walk}: what the pages of a sandbox say about the walk they are part of. The token of its link is the key. */
@Path("/v1/walk")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class WalkResource {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9:_-]{0,39}");
    private static final int MOST_AT_ONCE = 60;
    private static final int MOST_OFFERED = 8;
    private static final int MOST_CLICKS = 1_000;
    private static final long LONGEST = Walk.LIFETIME.toMillis();

    private final Walking walking;
    private final CurrentWalk current;
    private final Here here;

    WalkResource(Walking walking, CurrentWalk current, Here here) {
        this.walking = walking;
        this.current = current;
        this.here = here;
    }

    /** Where the walk is. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Now(
            String persona,
            String name,
            String who,
            int version,
            List<StepView> steps,
            int step,
            boolean known,
            Optional<String> result) {
        static Now of(Walk walk) {
            return of(walk, walk.step(), walk.account().isPresent(), Optional.empty());
        }

        static Now of(Walk walk, Report report) {
            return of(walk, walk.persona().steps().size(), true, Optional.of(Names.of(report.result())));
        }

        private static Now of(Walk walk, int step, boolean known, Optional<String> result) {
            return new Now(
                    walk.persona().slug(),
                    walk.persona().title(),
                    walk.persona().who(),
                    walk.version(),
                    walk.persona().steps().stream().map(StepView::of).toList(),
                    step,
                    known,
                    result);
        }
    }

    /** What was seen in a step. */
    @RegisterForReflection
    record Seen(Optional<Integer> step, Optional<List<View>> views) {}

    /** One screen that was seen. */
    @RegisterForReflection
    record View(Optional<String> screen, Optional<Integer> clicks, Optional<Long> ms, Optional<List<String>> offered) {
        private Optional<Turn.View> read() {
            List<String> checks = offered.orElse(List.of());
            return screen.filter(View::isName)
                    .filter(name -> clicks.filter(many -> many >= 0 && many <= MOST_CLICKS)
                            .isPresent())
                    .filter(name ->
                            ms.filter(time -> time >= 0 && time <= LONGEST).isPresent())
                    .filter(name ->
                            checks.size() <= MOST_OFFERED && checks.stream().allMatch(View::isName))
                    .map(name -> new Turn.View(name, clicks.orElseThrow(), ms.orElseThrow(), checks));
        }

        private static boolean isName(String name) {
            return NAME.matcher(name).matches();
        }
    }

    /** The step that is done, and the account it made, if it did. */
    @RegisterForReflection
    record Done(Optional<Integer> step, Optional<UUID> account) {}

    /** Tells where the walk is. */
    @GET
    public Now get() {
        return Now.of(walk());
    }

    /** Takes note of screens. */
    @POST
    @Path("/views")
    @Consumes(MediaType.APPLICATION_JSON)
    public void views(@Nullable Seen body) {
        Walk walk = walk();
        Optional<Seen> seen = Optional.ofNullable(body);
        int step = step(seen.flatMap(Seen::step), walk);
        List<View> views = seen.flatMap(Seen::views)
                .filter(all -> !all.isEmpty() && all.size() <= MOST_AT_ONCE)
                .orElseThrow(() -> WalksResource.invalid("views", "must be 1 to " + MOST_AT_ONCE + " screens"));
        List<Turn.View> read =
                views.stream().flatMap(view -> view.read().stream()).toList();
        if (read.size() < views.size()) {
            throw WalksResource.invalid("views", "must each have a name, a number of clicks and milliseconds");
        }
        if (!walking.see(walk.id(), step, read)) {
            throw WalksResource.invalid("views", "must not be more than " + Walk.MOST_VIEWS + " on one walk");
        }
    }

    /** Goes on to the next step. */
    @POST
    @Path("/next")
    @Consumes(MediaType.APPLICATION_JSON)
    public Now next(@Nullable Done body) {
        Walk walk = walk();
        Optional<Done> done = Optional.ofNullable(body);
        int step = step(done.flatMap(Done::step), walk);
        Optional<AccountId> account = done.flatMap(Done::account).map(AccountId::new);
        return switch (walking.next(here.relyingParty(), walk.id(), step, account)) {
            case NextOutcome.At(Walk at) -> Now.of(at);
            case NextOutcome.Finished(Report report) -> Now.of(walk, report);
            case NextOutcome.NotYours notYours ->
                throw WalksResource.invalid("account", "must be the account that was made on this walk");
            case NextOutcome.NobodyYet nobody ->
                throw WalksResource.invalid("account", "must be said, once the account is made");
            case NextOutcome.Ended ended -> throw new ProblemException(Problem.WALK_ENDED);
        };
    }

    /** Ends the walk before its last step. */
    @POST
    @Path("/give-up")
    public void giveUp() {
        walking.giveUp(walk().id());
    }

    private Walk walk() {
        if (here.relyingParty().use() != Use.SANDBOX) {
            throw new ProblemException(Problem.NOT_FOUND);
        }
        return current.ifAny().orElseThrow(() -> new ProblemException(Problem.WALK_ENDED));
    }

    private static int step(Optional<Integer> said, Walk walk) {
        return said.filter(step -> step >= 0 && step <= walk.step())
                .orElseThrow(() -> WalksResource.invalid("step", "must be the number of a step that was reached"));
    }
}
