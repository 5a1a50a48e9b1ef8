package dev.latchkey.console.insight;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.latchkey.decision.policy.Fault;
import dev.latchkey.decision.policy.Tried;
import dev.latchkey.decision.policy.TriedOutcome;
import dev.latchkey.decision.policy.TriedPolicies;
import dev.latchkey.decision.replay.ReplayJob;
import dev.latchkey.decision.replay.ReplayJobs;
import dev.latchkey.decision.replay.ReplayJobs.Stretch;
import dev.latchkey.decision.replay.StartOutcome;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.passkey.FieldError;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.staff.CurrentStaff;
import dev.latchkey.staff.ForStaff;
import dev.latchkey.staff.Role;
import dev.latchkey.staff.Staff;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** {@code /v1/ops/{rp}/replays}: what a policy would have made of past decisions. */
@Path("/v1/ops/{rp}/replays")
@ForStaff({Role.POLICY_AUTHOR, Role.POLICY_APPROVER, Role.ANALYST, Role.AUDITOR})
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class ReplayResource {
    private static final int USUAL_DAYS = 7;
    private static final long MOST = 5_000_000;
    private static final int FLIPS = 50;
    private static final int MOST_FLIPS = 1_000;
    private static final Set<String> FORMATS = Set.of("json", "csv");

    private final ReplayJobs jobs;
    private final TriedPolicies candidates;
    private final CurrentStaff current;
    private final ObjectMapper json;

    ReplayResource(ReplayJobs jobs, TriedPolicies candidates, CurrentStaff current, ObjectMapper json) {
        this.jobs = jobs;
        this.candidates = candidates;
        this.current = current;
        this.json = json;
    }

    /** One replay; its report is there once it is done, and not in lists. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Answer(
            String id,
            String state,
            @JsonProperty("asked_at") Instant askedAt,
            boolean mine,
            JsonNode policy,
            Instant from,
            Instant to,
            long read,
            long total,
            @JsonProperty("seconds_left") OptionalLong secondsLeft,
            Optional<JsonNode> report) {}

    /** Those of the caller. */
    @RegisterForReflection
    record Listed(List<Answer> replays) {}

    /** Some of those that come out otherwise, and where the next ones begin. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Flips(List<JsonNode> flips, Optional<String> next) {}

    /** Begins one. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ForStaff({Role.POLICY_AUTHOR, Role.POLICY_APPROVER, Role.ANALYST})
    public Response start(byte[] body) throws IOException {
        JsonNode wanted = json.readTree(body);
        Staff staff = current.staff();
        Stretch stretch = stretch(wanted);
        Tried candidate = switch (TriedReader.read(wanted, "")) {
            case TriedReader.Read.One(Tried one) -> one;
            case TriedReader.Read.None none ->
                throw invalid("version", "must name a policy: version, draft, policy or document");
            case TriedReader.Read.Malformed(List<FieldError> errors) -> throw invalid(errors);
        };
        TriedOutcome.Ready ready = switch (candidates.find(staff.managed(), candidate)) {
            case TriedOutcome.Ready found -> found;
            case TriedOutcome.Unknown unknown -> throw unknown(candidate, "");
            case TriedOutcome.Invalid(List<Fault> faults) -> throw faulty(faults);
        };
        return switch (jobs.start(staff.managed(), staff.account(), ready.policy(), candidate.json(), stretch)) {
            case StartOutcome.Started(ReplayJob job) ->
                Response.accepted(answer(job, Optional.empty())).build();
            case StartOutcome.Busy busy -> throw new ProblemException(Problem.REPLAYS_RUNNING);
        };
    }

    /** Lists those that the caller asked for. */
    @GET
    public Listed list() {
        Staff staff = current.staff();
        return new Listed(jobs.of(staff.managed(), staff.account()).stream()
                .map(job -> answer(job, Optional.empty()))
                .toList());
    }

    /** How far it is, or what came of it. */
    @GET
    @Path("/{id}")
    public Answer read(@PathParam("id") String id) {
        ReplayJob job = job(id);
        return answer(job, jobs.report(managed(), job.id()));
    }

    /** Those that come out otherwise. */
    @GET
    @Path("/{id}/flips")
    @Produces({MediaType.APPLICATION_JSON, "text/csv"})
    public Response flips(@PathParam("id") String id, @Context UriInfo uri) {
        Wanted wanted = new Wanted(uri.getQueryParameters());
        int from = wanted.whole("cursor", 0, MOST_FLIPS).orElse(0);
        int limit = wanted.whole("limit", 1, MOST_FLIPS).orElse(FLIPS);
        boolean csv = wanted.oneOf("format", FORMATS).filter("csv"::equals).isPresent();
        if (!wanted.errors().isEmpty()) {
            throw invalid(wanted.errors());
        }
        List<JsonNode> all = new ArrayList<>();
        jobs.flips(managed(), job(id).id())
                .map(this::tree)
                .filter(ArrayNode.class::isInstance)
                .ifPresent(list -> list.forEach(all::add));
        if (csv) {
            return Csv.answer("flips", all.stream().map(ReplayResource::row).toList());
        }
        int begin = Math.min(from, all.size());
        int end = Math.min(begin + limit, all.size());
        return Response.ok(
                        new Flips(
                                all.subList(begin, end),
                                end < all.size() ? Optional.of(Integer.toString(end)) : Optional.empty()),
                        MediaType.APPLICATION_JSON_TYPE)
                .build();
    }

    /** Stops one; of one that is over nothing changes. */
    @DELETE
    @Path("/{id}")
    @ForStaff({Role.POLICY_AUTHOR, Role.POLICY_APPROVER, Role.ANALYST})
    public Response cancel(@PathParam("id") String id) {
        return Response.accepted(jobs.cancel(managed(), job(id).id())
                        .map(job -> answer(job, Optional.empty()))
                        .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND)))
                .build();
    }

    private static Map<String, Object> row(JsonNode flip) {
        Map<String, Object> row = new LinkedHashMap<>();
        flip.properties().forEach(member -> {
            if (member.getValue().isArray()) {
                List<String> codes = new ArrayList<>();
                member.getValue()
                        .forEach(reason -> codes.add(reason.path("code").asText()));
                row.put(member.getKey(), codes);
            } else {
                row.put(member.getKey(), member.getValue().asText());
            }
        });
        return row;
    }

    private RelyingPartyId managed() {
        return current.staff().managed();
    }

    private ReplayJob job(String id) {
        UUID uuid;
        try {
            uuid = UUID.fromString(id);
        } catch (IllegalArgumentException noId) {
            throw new ProblemException(Problem.NOT_FOUND);
        }
        return jobs.find(managed(), uuid).orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
    }

    private Answer answer(ReplayJob job, Optional<String> report) {
        return new Answer(
                job.id().toString(),
                job.state().name().toLowerCase(Locale.ROOT),
                job.askedAt(),
                job.askedBy().equals(current.staff().account()),
                tree(job.policy()),
                job.from(),
                job.to(),
                job.read(),
                job.total(),
                job.secondsLeft(),
                report.map(this::tree));
    }

    private JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (IOException ours) {
            throw new IllegalStateException("what was stored of a replay is no JSON", ours);
        }
    }

    private static Stretch stretch(JsonNode wanted) {
        JsonNode days = wanted.path("days");
        JsonNode last = wanted.path("last");
        if (!days.isMissingNode() && !last.isMissingNode()) {
            throw invalid("last", "must not stand beside days");
        }
        if (!last.isMissingNode()) {
            if (!last.canConvertToLong()
                    || !last.isIntegralNumber()
                    || last.longValue() < 1
                    || last.longValue() > MOST) {
                throw invalid("last", "must be a whole number from 1 to " + MOST);
            }
            return new Stretch.Last(last.longValue());
        }
        if (days.isMissingNode()) {
            return new Stretch.Days(USUAL_DAYS);
        }
        if (!days.isInt() || days.intValue() < 1 || days.intValue() > ReplayJobs.MOST_DAYS) {
            throw invalid("days", "must be a whole number from 1 to " + ReplayJobs.MOST_DAYS);
        }
        return new Stretch.Days(days.intValue());
    }

    static ProblemException unknown(Tried candidate, String path) {
        return switch (candidate) {
            case Tried.Version version -> invalid(path + "version", "must be a version that is there");
            case Tried.Draft draft -> invalid(path + "draft", "must be a draft that is there");
            case Tried.Document document -> invalid(path + "policy", "must be a policy");
        };
    }

    /** One thing that is wrong with a document. */
    @RegisterForReflection
    record FaultAnswer(String path, String message) {}

    static ProblemException faulty(List<Fault> faults) {
        return new ProblemException(Problem.POLICY_INVALID)
                .with(
                        "faults",
                        faults.stream()
                                .map(fault -> new FaultAnswer(fault.path(), fault.message()))
                                .toList());
    }

    static ProblemException invalid(String name, String detail) {
        return invalid(List.of(new FieldError(name, detail)));
    }

    static ProblemException invalid(List<FieldError> errors) {
        return new ProblemException(Problem.INVALID_REQUEST).with("fields", errors);
    }
}
