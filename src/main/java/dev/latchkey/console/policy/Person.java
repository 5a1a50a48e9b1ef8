package dev.latchkey.console.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;

/**
 * Who did something.
 *
 * @param id an account of the console, or {@code command-line} or {@code clock}
 * @param name what they are called; absent for one who left, and where nobody is meant
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record Person(String id, Optional<String> name) {
    @Override
    public String toString() {
        return "Person[" + id + ", the rest redacted]";
    }
}
