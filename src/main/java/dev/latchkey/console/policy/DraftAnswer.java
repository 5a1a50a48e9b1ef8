package dev.latchkey.console.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.decision.policy.Draft;
import dev.latchkey.decision.policy.Fault;
import dev.latchkey.decision.policy.PolicyText;
import dev.latchkey.decision.policy.Validation;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** A draft; its text and what is wrong with it where it was asked for alone. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record DraftAnswer(
        String id,
        Person author,
        List<Person> editors,
        @JsonProperty("base_version") int base,
        String comment,
        int revision,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("changed_at") Instant changedAt,
        @JsonProperty("expires_at") Instant expiresAt,
        boolean valid,
        String digest,
        Optional<String> document,
        Optional<List<FaultAnswer>> faults) {
    /** What is wrong somewhere. */
    @RegisterForReflection
    record FaultAnswer(String path, String message) {
        static List<FaultAnswer> of(List<Fault> faults) {
            return faults.stream()
                    .map(fault -> new FaultAnswer(fault.path(), fault.message()))
                    .toList();
        }
    }

    /** All of them. */
    @RegisterForReflection
    record Listed(List<DraftAnswer> drafts) {}

    static Stream<String> people(Draft draft) {
        return draft.editors().stream();
    }

    static DraftAnswer of(Draft draft, Function<String, Person> people) {
        return of(draft, people, faults(draft.document()).isEmpty(), Optional.empty(), Optional.empty());
    }

    static DraftAnswer whole(Draft draft, Function<String, Person> people) {
        List<Fault> faults = faults(draft.document());
        return of(draft, people, faults.isEmpty(), Optional.of(draft.document()), Optional.of(FaultAnswer.of(faults)));
    }

    static List<Fault> faults(String document) {
        return switch (PolicyText.read(document)) {
            case Validation.Valid valid -> List.of();
            case Validation.Invalid(List<Fault> faults) -> faults;
        };
    }

    private static DraftAnswer of(
            Draft draft,
            Function<String, Person> people,
            boolean valid,
            Optional<String> document,
            Optional<List<FaultAnswer>> faults) {
        return new DraftAnswer(
                draft.id().toString(),
                people.apply(draft.author()),
                draft.editors().stream().map(people).toList(),
                draft.base(),
                draft.comment(),
                draft.revision(),
                draft.createdAt(),
                draft.changedAt(),
                draft.expiresAt(),
                valid,
                draft.digest(),
                document,
                faults);
    }
}
