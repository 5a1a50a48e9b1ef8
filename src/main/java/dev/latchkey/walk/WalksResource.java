package dev.latchkey.walk;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.passkey.FieldError;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.staff.CurrentStaff;
import dev.latchkey.staff.ForStaff;
import dev.latchkey.staff.Role;
import dev.latchkey.staff.Staff;
import dev.latchkey.walk.Walks.Reported;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /v1/ops/{rp}/walks}: walks for operators, begun and read. */
@Path("/v1/ops/{rp}/walks")
@ForStaff({Role.POLICY_AUTHOR, Role.POLICY_APPROVER, Role.ANALYST})
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class WalksResource {
    private static final int PAGE = 50;
    private static final int LONGEST_PAGE = 200;

    /** After every identifier that there can be. */
    private static final UUID LAST = new UUID(-1, -1);

    private final Walks walks;
    private final CurrentStaff current;

    WalksResource(Walks walks, CurrentStaff current) {
        this.walks = walks;
        this.current = current;
    }

    /** Everybody who can be walked as, and where. */
    @RegisterForReflection
    record Personas(Optional<SandboxView> sandbox, List<PersonaView> personas) {}

    /** The sandbox. */
    @RegisterForReflection
    record SandboxView(String id, String name) {}

    /** One persona. */
    @RegisterForReflection
    record PersonaView(String id, String name, String who, List<StepView> steps, Report.Expects expects) {
        static PersonaView of(Persona persona) {
            return new PersonaView(
                    persona.slug(),
                    persona.title(),
                    persona.who(),
                    persona.steps().stream().map(StepView::of).toList(),
                    Report.Expects.of(persona));
        }
    }

    /** One of its steps. */
    @RegisterForReflection
    record StepView(String title, String words, String starts) {
        static StepView of(Persona.Step step) {
            return new StepView(step.title(), step.words(), Names.of(step.starts()));
        }
    }

    /** What is to be walked. */
    @RegisterForReflection
    record Begin(Optional<String> persona, Optional<Integer> version) {}

    /** What was begun; the link is told this once. */
    @RegisterForReflection
    record Begun(
            String id,
            String link,
            @JsonProperty("expires_at") Instant expiresAt) {
        @Override
        public String toString() {
            return "Begun[" + id + ", redacted]";
        }
    }

    /** A page, and where the next one begins. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Page(List<Summary> walks, Optional<String> next) {}

    /** One walk in a line. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Summary(
            String id,
            String persona,
            @JsonProperty("persona_name") String personaName,
            int version,
            @JsonProperty("sandbox_version") int sandboxVersion,
            String operator,
            @JsonProperty("started_at") Instant startedAt,
            @JsonProperty("ended_at") Optional<Instant> endedAt,
            String state,
            String result,
            int screens,
            int clicks,
            double seconds,
            int questions) {
        static Summary of(Reported reported) {
            Walk walk = reported.walk();
            Report report = reported.report();
            return new Summary(
                    walk.id().toString(),
                    walk.persona().slug(),
                    walk.persona().title(),
                    walk.version(),
                    walk.sandboxVersion(),
                    walk.operator(),
                    walk.startedAt(),
                    walk.endedAt(),
                    Names.of(walk.state()),
                    Names.of(report.result()),
                    report.screens(),
                    report.clicks(),
                    report.seconds(),
                    report.questions());
        }
    }

    /** One walk in full. */
    @RegisterForReflection
    record Told(Summary walk, Report.Expects expects, List<Report.StepReport> steps) {
        static Told of(Reported reported) {
            return new Told(
                    Summary.of(reported),
                    reported.report().expects(),
                    reported.report().steps());
        }
    }

    /** Two walks beside each other. */
    @RegisterForReflection
    record Compared(Told before, Told after, Difference difference) {}

    /** What the later one costs more; less where it is negative. */
    @RegisterForReflection
    record Difference(int screens, int clicks, double seconds, int questions) {
        static Difference of(Report before, Report after) {
            return new Difference(
                    after.screens() - before.screens(),
                    after.clicks() - before.clicks(),
                    Math.round((after.seconds() - before.seconds()) * 10) / 10.0,
                    after.questions() - before.questions());
        }
    }

    /** Lists who can be walked as. */
    @GET
    @Path("/personas")
    @ForStaff({Role.POLICY_AUTHOR, Role.POLICY_APPROVER, Role.ANALYST, Role.AUDITOR})
    public Personas personas() {
        return new Personas(
                walks.sandbox().map(party -> new SandboxView(party.id().value(), party.name())),
                Arrays.stream(Persona.values()).map(PersonaView::of).toList());
    }

    /** Begins a walk. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response begin(@Nullable Begin body) {
        Optional<Begin> asked = Optional.ofNullable(body);
        Persona persona = asked.flatMap(Begin::persona)
                .flatMap(Persona::of)
                .orElseThrow(() -> invalid("persona", "must be one of the listed personas"));
        int version =
                asked.flatMap(Begin::version).orElseThrow(() -> invalid("version", "must be the number of a version"));
        Staff staff = current.staff();
        return switch (walks.start(staff.managed(), persona, version, staff.account(), staff.name())) {
            case StartOutcome.Started(UUID id, String link, Instant expiresAt) ->
                Response.status(Response.Status.CREATED)
                        .entity(new Begun(id.toString(), link, expiresAt))
                        .build();
            case StartOutcome.UnknownVersion unknown ->
                throw invalid("version", "must be the number of a version that is there");
            case StartOutcome.NoSandbox none -> throw new ProblemException(Problem.NO_SANDBOX);
        };
    }

    /** Lists walks, the newest first. */
    @GET
    @ForStaff({Role.POLICY_AUTHOR, Role.POLICY_APPROVER, Role.ANALYST, Role.AUDITOR})
    public Page list(@QueryParam("before") @Nullable String before, @QueryParam("limit") @Nullable Integer limit) {
        int most = Math.clamp(Optional.ofNullable(limit).orElse(PAGE), 1, LONGEST_PAGE);
        UUID from = Optional.ofNullable(before)
                .map(text -> uuid(text).orElseThrow(() -> invalid("before", "must be the id of a walk")))
                .orElse(LAST);
        List<Reported> page = walks.page(current.staff().managed(), from, most);
        return new Page(
                page.stream().map(Summary::of).toList(),
                page.size() < most
                        ? Optional.empty()
                        : Optional.of(page.getLast().walk().id().toString()));
    }

    /** Tells what a walk cost. */
    @GET
    @Path("/{id}")
    @ForStaff({Role.POLICY_AUTHOR, Role.POLICY_APPROVER, Role.ANALYST, Role.AUDITOR})
    public Told get(@PathParam("id") String id) {
        return Told.of(found(id));
    }

    /** Ends a walk that is under way, and tells what it cost. */
    @POST
    @Path("/{id}/finish")
    public Told finish(@PathParam("id") String id) {
        return uuid(id).flatMap(walk -> walks.finish(current.staff().managed(), walk))
                .map(Told::of)
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
    }

    /** Sets a walk beside an earlier one. */
    @GET
    @Path("/{id}/compare")
    @ForStaff({Role.POLICY_AUTHOR, Role.POLICY_APPROVER, Role.ANALYST, Role.AUDITOR})
    public Compared compare(@PathParam("id") String id, @QueryParam("with") @Nullable String with) {
        Reported after = found(id);
        Reported before = found(
                Optional.ofNullable(with).orElseThrow(() -> invalid("with", "must be the id of the earlier walk")));
        return new Compared(Told.of(before), Told.of(after), Difference.of(before.report(), after.report()));
    }

    private Reported found(String id) {
        return uuid(id).flatMap(walk -> walks.find(current.staff().managed(), walk))
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    static ProblemException invalid(String name, String detail) {
        return new ProblemException(Problem.INVALID_REQUEST).with("fields", List.of(new FieldError(name, detail)));
    }
}
