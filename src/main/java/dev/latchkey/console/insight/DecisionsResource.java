package dev.latchkey.console.insight;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.console.insight.Wanted.Stretch;
import dev.latchkey.decision.insight.Explorer;
import dev.latchkey.decision.insight.Explorer.Cursor;
import dev.latchkey.decision.insight.Explorer.Filter;
import dev.latchkey.decision.insight.Explorer.Found;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.DecisionId;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.risk.Risk;
import dev.latchkey.staff.CurrentStaff;
import dev.latchkey.staff.ForStaff;
import dev.latchkey.staff.Role;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** {@code /v1/ops/{rp}/decisions}: finds decisions, and opens one. Says of nobody whom a decision was about. */
@Path("/v1/ops/{rp}/decisions")
@RunOnVirtualThread
class DecisionsResource {
    private static final int USUAL_DAYS = 7;
    private static final int MOST_DAYS = 92;
    private static final int LIMIT = 50;
    private static final int MOST = 200;
    private static final int CURSOR = 3 * Long.BYTES;
    private static final Set<String> FORMATS = Set.of("json", "csv");
    private static final Set<String> LEVELS = Set.of("allow", "step_up", "deny");
    private static final Set<String> SEGMENTS = Set.of("new", "regular", "dormant");
    private static final Set<String> LABELS = Set.of("passed", "failed", "abandoned", "me", "not_me", "fraud", "none");

    private final Explorer explorer;
    private final CurrentStaff current;
    private final Clock clock;

    DecisionsResource(Explorer explorer, CurrentStaff current, Clock clock) {
        this.explorer = explorer;
        this.current = current;
        this.clock = clock;
    }

    /** One decision of a list; {@code account} is a name of the day that leads nowhere. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Row(
            String id,
            Instant at,
            String action,
            String segment,
            String level,
            double probability,
            String suspicion,
            List<Coded> reasons,
            @JsonProperty("policy_version") int policyVersion,
            @JsonProperty("model_version") int modelVersion,
            List<String> labels,
            Optional<String> account) {
        static Row of(Found found) {
            return new Row(
                    found.id().toString(),
                    found.at(),
                    found.action(),
                    found.segment(),
                    found.level(),
                    Risk.probability(found.score()),
                    found.suspicion().replace('_', '-'),
                    Coded.reasons(found.reasons()),
                    found.policyVersion(),
                    found.modelVersion(),
                    found.labels(),
                    found.account());
        }

        Map<String, Object> cells() {
            Map<String, Object> cells = new LinkedHashMap<>();
            cells.put("id", id);
            cells.put("at", at);
            cells.put("action", action);
            cells.put("segment", segment);
            cells.put("level", level);
            cells.put("probability", probability);
            cells.put("suspicion", suspicion);
            cells.put("reasons", reasons);
            cells.put("policy_version", policyVersion);
            cells.put("model_version", modelVersion);
            cells.put("labels", labels);
            cells.put("account", account.orElse(""));
            return cells;
        }
    }

    /** A page. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Listed(List<Row> decisions, Optional<String> next, boolean complete) {}

    /** Finds some, the newest first. */
    @GET
    @Produces({MediaType.APPLICATION_JSON, "text/csv"})
    @ForStaff({Role.ANALYST, Role.POLICY_AUTHOR, Role.POLICY_APPROVER, Role.AUDITOR})
    public Response list(@Context UriInfo uri) {
        Wanted wanted = new Wanted(uri.getQueryParameters());
        Stretch stretch = wanted.stretch(clock.instant(), USUAL_DAYS, MOST_DAYS);
        Filter filter = new Filter(
                stretch.from(),
                stretch.to(),
                wanted.text("action"),
                wanted.oneOf("level", LEVELS),
                wanted.oneOf("segment", SEGMENTS),
                wanted.text("reason"),
                wanted.whole("policy_version", -1, Integer.MAX_VALUE),
                wanted.text("suspicion").map(slug -> slug.replace('-', '_')),
                wanted.oneOf("label", LABELS));
        Optional<Cursor> cursor = wanted.text("cursor").flatMap(text -> {
            Optional<Cursor> read = cursor(text);
            if (read.isEmpty()) {
                wanted.error("cursor", "must be the next of an earlier page");
            }
            return read;
        });
        int limit = wanted.whole("limit", 1, MOST).orElse(LIMIT);
        boolean csv = wanted.oneOf("format", FORMATS).filter("csv"::equals).isPresent();
        if (!wanted.errors().isEmpty()) {
            throw ReplayResource.invalid(wanted.errors());
        }
        Explorer.Page page = explorer.page(current.staff().managed(), filter, cursor, limit);
        List<Row> rows = page.found().stream().map(Row::of).toList();
        return csv
                ? Csv.answer("decisions", rows.stream().map(Row::cells).toList())
                : Response.ok(
                                new Listed(rows, page.next().map(DecisionsResource::text), page.complete()),
                                MediaType.APPLICATION_JSON_TYPE)
                        .build();
    }

    /** Opens one. */
    @GET
    @Path("/{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @ForStaff({
        Role.ANALYST,
        Role.POLICY_AUTHOR,
        Role.POLICY_APPROVER,
        Role.AUDITOR,
        Role.SUPPORT_AGENT,
        Role.SUPPORT_LEAD,
        Role.PRIVACY_OFFICER
    })
    public OneDecision open(@PathParam("id") String id) {
        return explorer.open(current.staff().managed(), decision(id))
                .map(opened -> OneDecision.of(opened, mayReveal()))
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
    }

    private boolean mayReveal() {
        return current.staff().is(Role.PRIVACY_OFFICER) || current.staff().is(Role.SUPPORT_LEAD);
    }

    static DecisionId decision(String id) {
        try {
            return new DecisionId(UUID.fromString(id));
        } catch (IllegalArgumentException noId) {
            throw new ProblemException(Problem.NOT_FOUND);
        }
    }

    private static String text(Cursor cursor) {
        long micros = cursor.at().getEpochSecond() * 1_000_000 + cursor.at().getNano() / 1_000;
        return Bytes.of(ByteBuffer.allocate(CURSOR)
                        .putLong(micros)
                        .putLong(cursor.id().getMostSignificantBits())
                        .putLong(cursor.id().getLeastSignificantBits())
                        .array())
                .toBase64Url();
    }

    private static Optional<Cursor> cursor(String text) {
        return Bytes.fromBase64Url(text)
                .filter(bytes -> bytes.length() == CURSOR)
                .map(bytes -> ByteBuffer.wrap(bytes.toArray()))
                .map(bytes -> {
                    long micros = bytes.getLong();
                    Instant at = Instant.ofEpochSecond(
                            Math.floorDiv(micros, 1_000_000), Math.floorMod(micros, 1_000_000) * 1_000L);
                    return new Cursor(at, new UUID(bytes.getLong(), bytes.getLong()));
                })
                .filter(cursor -> Math.abs(cursor.at().getEpochSecond()) < 4_000_000_000L);
    }
}
