package dev.latchkey.decision.policy;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The same place in two documents: what stands there in the one, and in the other. Nothing is as good as an object. */
record Pair(String path, @Nullable Object before, @Nullable Object after) {
    /** Returns a member of both. */
    Pair member(String name) {
        return new Pair(
                Spot.below(path, name),
                members(before).get(name),
                members(after).get(name));
    }

    /** Returns the names of all members, first those of before. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        Stream.of(members(before), members(after))
                .flatMap(object -> object.keySet().stream())
                .forEach(name -> names.add((String) name));
        return names;
    }

    boolean differs() {
        return !Changes.same(before, after);
    }

    boolean isNew() {
        return before == null && after != null;
    }

    boolean isGone() {
        return before != null && after == null;
    }

    /** Returns the texts of both lists that are in the second alone. */
    Set<String> added() {
        Set<String> added = texts(after);
        added.removeAll(texts(before));
        return added;
    }

    /** Returns those that are in the first alone. */
    Set<String> removed() {
        return new Pair(path, after, before).added();
    }

    static Map<?, ?> members(@Nullable Object value) {
        return value instanceof Map<?, ?> object ? object : Map.of();
    }

    static Set<String> texts(@Nullable Object value) {
        Set<String> texts = new LinkedHashSet<>();
        if (value instanceof List<?> list) {
            list.forEach(one -> texts.add(String.valueOf(one)));
        }
        return texts;
    }

    static Optional<BigDecimal> number(@Nullable Object value) {
        return value instanceof BigDecimal number ? Optional.of(number) : Optional.empty();
    }

    static Optional<String> text(@Nullable Object value) {
        return value instanceof String text ? Optional.of(text) : Optional.empty();
    }
}
