package dev.latchkey.console.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.decision.policy.Verdict;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;

/**
 * A version of the policy.
 *
 * @param state where it is in its life
 * @param approval what somebody else said of it
 * @param yours whether the caller wrote it, and so cannot approve it
 * @param document its text, where it was asked for
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record VersionAnswer(
        int version,
        String digest,
        Person author,
        @JsonProperty("created_at") Optional<Instant> createdAt,
        String comment,
        String state,
        @JsonProperty("base_version") Optional<Integer> base,
        Optional<VerdictAnswer> approval,
        @JsonProperty("activated_at") Optional<Instant> activatedAt,
        boolean yours,
        Optional<String> document) {
    /** A verdict. */
    @RegisterForReflection
    record VerdictAnswer(String verdict, Person by, Instant at, String comment) {
        static VerdictAnswer of(Verdict verdict, Person by) {
            return new VerdictAnswer(verdict.approved() ? "approved" : "rejected", by, verdict.at(), verdict.comment());
        }
    }

    VersionAnswer with(String text) {
        return new VersionAnswer(
                version,
                digest,
                author,
                createdAt,
                comment,
                state,
                base,
                approval,
                activatedAt,
                yours,
                Optional.of(text));
    }
}
