package dev.latchkey.console.insight;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.decision.policy.Tried;
import dev.latchkey.passkey.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Reads which policy is to be tried: one of {@code version}, {@code draft}, {@code policy} and {@code document}. */
final class TriedReader {
    private static final int LARGEST = 1_000_000_000;

    private TriedReader() {}

    /** What was read. */
    sealed interface Read {
        /** A policy to look for. */
        record One(Tried candidate) implements Read {}

        /** None of the members is there. */
        record None() implements Read {}

        /** Something is wrong. */
        record Malformed(List<FieldError> errors) implements Read {}
    }

    /**
     * Reads an object.
     *
     * @param path stands before the names of members in what is wrong, such as {@code policies[0].}
     */
    static Read read(JsonNode object, String path) {
        if (!object.isObject() && !object.isMissingNode() && !object.isNull()) {
            return malformed(path.isEmpty() ? "body" : path.replaceFirst("\\.$", ""), "must be an object");
        }
        List<String> given = Stream.of("version", "draft", "policy", "document")
                .filter(name -> object.hasNonNull(name))
                .toList();
        if (given.isEmpty()) {
            return new Read.None();
        }
        if (given.size() > 1) {
            return malformed(path + given.get(1), "must not stand beside " + given.getFirst());
        }
        JsonNode value = object.get(given.getFirst());
        return switch (given.getFirst()) {
            case "version" ->
                value.isInt() && value.intValue() >= 0 && value.intValue() < LARGEST
                        ? new Read.One(new Tried.Version(value.intValue()))
                        : malformed(path + "version", "must be the number of a version, 0 for the release's own");
            case "draft" ->
                uuid(value)
                        .<Read>map(id -> new Read.One(new Tried.Draft(id)))
                        .orElseGet(() -> malformed(path + "draft", "must be the id of a draft"));
            case "policy" ->
                value.isObject()
                        ? new Read.One(new Tried.Document(value.toString()))
                        : malformed(path + "policy", "must be a policy, as an object");
            default ->
                value.isTextual()
                        ? new Read.One(new Tried.Document(value.textValue()))
                        : malformed(path + "document", "must be a policy, as text");
        };
    }

    private static Optional<UUID> uuid(JsonNode value) {
        try {
            return value.isTextual() ? Optional.of(UUID.fromString(value.textValue())) : Optional.empty();
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }

    private static Read malformed(String name, String detail) {
        return new Read.Malformed(new ArrayList<>(List.of(new FieldError(name, detail))));
    }
}
