package dev.latchkey.console.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.latchkey.decision.policy.Stage;
import dev.latchkey.decision.policy.Step;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One step of the rollout.
 *
 * @param cause the numbers that made the clock do it, which are JSON already
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record StepAnswer(
        Instant at,
        String kind,
        int version,
        Optional<String> stage,
        @JsonProperty("in_force") int inForce,
        Person by,
        String comment,
        @JsonRawValue @Nullable String cause) {
    static StepAnswer of(Step step, Function<String, Person> people) {
        return new StepAnswer(
                step.at(),
                step.kind().id(),
                step.version(),
                step.stage().map(Stage::id),
                step.inForce(),
                people.apply(step.by()),
                step.comment(),
                step.cause().orElse(null));
    }

    /** The latest ones. */
    @RegisterForReflection
    record Listed(List<StepAnswer> steps) {}
}
