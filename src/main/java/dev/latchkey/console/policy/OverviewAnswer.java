package dev.latchkey.console.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.latchkey.console.policy.ShareAnswer.ArmAnswer;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a relying party's policy stands: what holds, what is tried, what is written, and what the caller may do. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record OverviewAnswer(
        @JsonProperty("in_force") InForce inForce,
        Optional<Tried> candidate,
        Optional<Ended> last,
        @JsonProperty("break_glass") Optional<Broken> glass,
        List<DraftAnswer> drafts,
        List<VersionAnswer> versions,
        List<String> may) {
    /** What holds. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record InForce(
            int version,
            String digest,
            String comment,
            Person author,
            Optional<Instant> since,
            Optional<String> unreadable) {}

    /** What is tried. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Tried(
            int version,
            String digest,
            String stage,
            double share,
            @JsonProperty("started_at") Instant startedAt,
            @JsonProperty("started_by") Person startedBy,
            String comment,
            Optional<String> next,
            boolean readable,
            boolean approved,
            Arms arms,
            List<CellAnswer> cells) {}

    /** What came of the decisions of the trial. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Arms(Optional<ArmAnswer> canary, Optional<ArmAnswer> control, Optional<ShadowAnswer> shadow) {}

    /** What a version in the shadow would have done. */
    @RegisterForReflection
    record ShadowAnswer(long decisions, long alike, long more, long fewer, ShareAnswer before, ShareAnswer after) {}

    /** One action of one segment. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record CellAnswer(
            String action,
            String segment,
            Optional<Double> promised,
            Optional<Double> allowed,
            ArmAnswer canary,
            ArmAnswer control,
            String finding,
            String text) {}

    /** How the last trial ended; the cause is JSON already. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Ended(
            int version,
            String ended,
            Instant at,
            Person by,
            String comment,
            @JsonRawValue @Nullable String cause) {}

    /** What the broken glass does. */
    @RegisterForReflection
    record Broken(
            String kind,
            String reason,
            Person by,
            @JsonProperty("started_at") Instant startedAt,
            @JsonProperty("ends_at") Instant endsAt,
            int version,
            int former) {}
}
