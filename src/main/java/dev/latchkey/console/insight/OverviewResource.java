package dev.latchkey.console.insight;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.console.insight.Wanted.Stretch;
import dev.latchkey.decision.insight.Alerts;
import dev.latchkey.decision.insight.Figures;
import dev.latchkey.decision.insight.Overview;
import dev.latchkey.decision.insight.Overview.Bucket;
import dev.latchkey.decision.insight.Ratio;
import dev.latchkey.decision.place.PlaceReport;
import dev.latchkey.decision.policy.Policies;
import dev.latchkey.decision.policy.PolicyInForce;
import dev.latchkey.decision.policy.PolicyOutcome;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.staff.CurrentStaff;
import dev.latchkey.staff.ForStaff;
import dev.latchkey.staff.Role;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /v1/ops/{rp}/overview}: how often we ask, whom, why, what came of it, and whether anything drifted. */
@Path("/v1/ops/{rp}/overview")
@ForStaff({Role.ANALYST, Role.POLICY_AUTHOR, Role.POLICY_APPROVER, Role.AUDITOR})
@RunOnVirtualThread
class OverviewResource {
    private static final int USUAL_DAYS = 7;
    private static final int MOST_DAYS_BY_HOUR = 8;
    private static final Set<String> BUCKETS = Set.of("hour", "day");
    private static final Set<String> FORMATS = Set.of("json", "csv");
    private static final Set<String> TABLES = Set.of(
            "times",
            "segments",
            "reasons",
            "followed",
            "caught",
            "budgets",
            "suspicions",
            "versions",
            "drift",
            "alerts");

    private final Overview overview;
    private final Alerts alerts;
    private final Policies policies;
    private final PlaceReport places;
    private final CurrentStaff current;
    private final Clock clock;

    OverviewResource(
            Overview overview,
            Alerts alerts,
            Policies policies,
            PlaceReport places,
            CurrentStaff current,
            Clock clock) {
        this.overview = overview;
        this.alerts = alerts;
        this.policies = policies;
        this.places = places;
        this.current = current;
        this.clock = clock;
    }

    /** The queries of the totals. */
    @RegisterForReflection
    record Links(String all, String allowed, String asked, String denied, String passed) {}

    /** All levels. */
    @RegisterForReflection
    record Totals(
            long decisions,
            Interval allowed,
            Interval asked,
            Interval denied,
            @JsonProperty("decision_links") Links links) {}

    /** How long questions took, from asked to passed, in whole seconds. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Answered(long count, OptionalLong median, OptionalLong p90) {}

    /** The period that is compared with. */
    @RegisterForReflection
    record Previous(Instant from, Instant to, long decisions) {}

    /** A ratio with its interval at 95 %. */
    @RegisterForReflection
    record RatioAnswer(double value, double low, double high) {}

    /** How many decisions lacked what, of a sample. */
    @RegisterForReflection
    record Unknown(String what, Interval share) {}

    /** One file of places. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record File(
            String file,
            @JsonProperty("age_days") Optional<Double> ageDays,
            @JsonProperty("in_use") boolean inUse) {}

    /** Whether anything moved. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record DriftAnswer(
            double psi,
            @JsonProperty("psi_by_chance") double psiByChance,
            @JsonProperty("psi_says") String psiSays,
            List<Map<String, Object>> bins,
            Previous previous,
            long observed,
            double expected,
            @JsonProperty("observed_expected") Optional<RatioAnswer> ratio,
            String decisions,
            List<Unknown> unknown,
            List<File> files) {}

    /** The answer. */
    @RegisterForReflection
    record Answer(
            Instant from,
            Instant to,
            String bucket,
            Totals totals,
            Map<String, List<Map<String, Object>>> tables,
            Interval passed,
            @JsonProperty("answer_seconds") Answered answerSeconds,
            DriftAnswer drift) {}

    /** Tells all of it, or one table as CSV. */
    @GET
    @Produces({MediaType.APPLICATION_JSON, "text/csv"})
    public Response read(@Context UriInfo uri, @HeaderParam(HttpHeaders.ACCEPT) @Nullable String accept) {
        Wanted wanted = new Wanted(uri.getQueryParameters());
        Bucket bucket = wanted.oneOf("bucket", BUCKETS).filter("hour"::equals).isPresent() ? Bucket.HOUR : Bucket.DAY;
        Stretch stretch = wanted.stretch(
                clock.instant(), USUAL_DAYS, bucket == Bucket.HOUR ? MOST_DAYS_BY_HOUR : Overview.MOST_DAYS);
        Optional<String> action = wanted.text("action").filter(name -> {
            boolean named = name.matches("[a-z][a-z0-9_]{0,39}");
            if (!named) {
                wanted.error("action", "must be the name of an action");
            }
            return named;
        });
        Optional<String> table = wanted.oneOf("table", TABLES);
        boolean csv = wanted.oneOf("format", FORMATS)
                .map("csv"::equals)
                .orElseGet(() -> Optional.ofNullable(accept).orElse("").startsWith("text/csv"));
        if (csv && table.isEmpty()) {
            wanted.error("table", "must name one table, as it is to be CSV");
        }
        if (!wanted.errors().isEmpty()) {
            throw ReplayResource.invalid(wanted.errors());
        }
        RelyingPartyId managed = current.staff().managed();
        Figures figures = overview.of(managed, stretch.from(), stretch.to(), bucket, action);
        OverviewTables shown = new OverviewTables(figures, bucket, stretch.from(), stretch.to(), action);
        Map<String, List<Map<String, Object>>> tables =
                shown.tables(policy(managed), alerts.between(managed, stretch.from(), stretch.to()));
        return csv
                ? Csv.answer(table.orElseThrow(), tables.getOrDefault(table.orElseThrow(), List.of()))
                : Response.ok(answer(figures, stretch, bucket, shown, tables), MediaType.APPLICATION_JSON_TYPE)
                        .build();
    }

    private PolicyInForce policy(RelyingPartyId managed) {
        return policies.current(managed) instanceof PolicyOutcome.InForce(PolicyInForce policy)
                ? policy
                : policies.comingWithTheRelease();
    }

    private Answer answer(
            Figures figures,
            Stretch stretch,
            Bucket bucket,
            OverviewTables shown,
            Map<String, List<Map<String, Object>>> tables) {
        String all = shown.all();
        return new Answer(
                stretch.from(),
                stretch.to(),
                bucket.name().toLowerCase(Locale.ROOT),
                new Totals(
                        figures.all().total(),
                        Interval.of(figures.all().allowed()),
                        Interval.of(figures.all().asked()),
                        Interval.of(figures.all().denied()),
                        new Links(
                                all,
                                all + "&level=allow",
                                all + "&level=step_up",
                                all + "&level=deny",
                                all + "&label=passed")),
                tables,
                Interval.of(figures.passed()),
                new Answered(figures.answered(), figures.seconds(0.5), figures.seconds(0.9)),
                drift(figures, stretch, all, tables.getOrDefault("drift", List.of())));
    }

    private DriftAnswer drift(Figures figures, Stretch stretch, String all, List<Map<String, Object>> bins) {
        Ratio ratio = figures.calibration();
        return new DriftAnswer(
                figures.drift().psi(),
                figures.drift().byChance(),
                figures.drift().finding().name().toLowerCase(Locale.ROOT),
                bins,
                new Previous(
                        stretch.from().minus(Duration.between(stretch.from(), stretch.to())),
                        stretch.from(),
                        figures.drift().before()),
                ratio.observed(),
                ratio.expected(),
                ratio.expected() > 0
                        ? Optional.of(new RatioAnswer(ratio.value(), ratio.low(), ratio.high()))
                        : Optional.empty(),
                all + "&label=not_me",
                figures.unknown().entrySet().stream()
                        .map(entry -> new Unknown(entry.getKey(), Interval.of(entry.getValue())))
                        .toList(),
                places.files().stream()
                        .map(file -> new File(
                                file.name(),
                                Double.isNaN(file.ageDays()) ? Optional.empty() : Optional.of(file.ageDays()),
                                file.inUse()))
                        .toList());
    }
}
