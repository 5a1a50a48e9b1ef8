package dev.latchkey.passkey;

import dev.latchkey.id.Bytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the members of one JSON object by their types and notes what is wrong with them. Belongs to one reading. */
final class Members {
    private final String path;
    private final Map<String, Object> object;
    private final List<FieldError> errors;

    Members(Map<String, Object> object) {
        this("", object, new ArrayList<>());
    }

    private Members(String path, Map<String, Object> object, List<FieldError> errors) {
        this.path = path;
        this.object = object;
        this.errors = errors;
    }

    List<FieldError> errors() {
        return List.copyOf(errors);
    }

    boolean areGood() {
        return errors.isEmpty();
    }

    void wrong(String name, String detail) {
        errors.add(new FieldError(path + name, detail));
    }

    /** Whether the member is there at all, and not null. */
    private Optional<Object> given(String name) {
        return Optional.ofNullable(object.get(name)).filter(value -> value != StrictJson.Other.NULL);
    }

    Optional<String> text(String name) {
        Optional<Object> given = given(name);
        if (given.isPresent() && !(given.get() instanceof String)) {
            wrong(name, "must be a string");
        }
        return given.filter(String.class::isInstance).map(String.class::cast);
    }

    Optional<Long> integer(String name) {
        Optional<Object> given = given(name);
        if (given.isPresent() && !(given.get() instanceof Long)) {
            wrong(name, "must be an integer");
        }
        return given.filter(Long.class::isInstance).map(Long.class::cast);
    }

    Optional<Boolean> flag(String name) {
        Optional<Object> given = given(name);
        if (given.isPresent() && !(given.get() instanceof Boolean)) {
            wrong(name, "must be true or false");
        }
        return given.filter(Boolean.class::isInstance).map(Boolean.class::cast);
    }

    /** Binary as base64url without padding, at most {@code most} bytes. */
    Optional<Bytes> binary(String name, int most) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (text.get().length() > (most * 4L + 2) / 3) {
            wrong(name, "must be at most " + most + " bytes");
            return Optional.empty();
        }
        Optional<Bytes> bytes = Bytes.fromBase64Url(text.get());
        if (bytes.isEmpty()) {
            wrong(name, "must be base64url without padding");
        }
        return bytes;
    }

    Optional<List<String>> texts(String name) {
        Optional<Object> given = given(name);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        if (given.get() instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return Optional.of(list.stream().map(String.class::cast).toList());
        }
        wrong(name, "must be a list of strings");
        return Optional.empty();
    }

    /** The members of an object; of none when it is absent. */
    Members object(String name) {
        Optional<Object> given = given(name);
        if (given.isEmpty()) {
            return new Members(path + name + ".", Map.of(), errors);
        }
        if (given.get() instanceof Map<?, ?> map) {
            Map<String, Object> members = new HashMap<>();
            map.forEach((key, value) -> members.put((String) key, value));
            return new Members(path + name + ".", members, errors);
        }
        wrong(name, "must be an object");
        return new Members(path + name + ".", Map.of(), errors);
    }

    <T> Optional<T> required(String name, Optional<T> value) {
        boolean silent = errors.stream().noneMatch(error -> error.name().equals(path + name));
        if (value.isEmpty() && silent) {
            wrong(name, "is required");
        }
        return value;
    }
}
