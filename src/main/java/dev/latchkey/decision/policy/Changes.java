package dev.latchkey.decision.policy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds where two trees of JSON differ. Numbers are equal by value, and lists of names by what is in them. */
final class Changes {
    private final List<Change> found = new ArrayList<>();

    private Changes() {}

    static List<Change> between(Object before, Object after) {
        Changes changes = new Changes();
        changes.compare("$", before, after);
        return List.copyOf(changes.found);
    }

    /** Whether two values say the same. */
    static boolean same(@Nullable Object one, @Nullable Object other) {
        if (one instanceof BigDecimal number && other instanceof BigDecimal second) {
            return number.compareTo(second) == 0;
        }
        if (one instanceof Map<?, ?> object && other instanceof Map<?, ?> second) {
            return object.keySet().equals(second.keySet())
                    && object.keySet().stream().allMatch(name -> same(object.get(name), second.get(name)));
        }
        if (one instanceof List<?> list && other instanceof List<?> second) {
            return list.size() == second.size()
                    && Stream.iterate(0, i -> i < list.size(), i -> i + 1)
                            .allMatch(i -> same(list.get(i), second.get(i)));
        }
        return Objects.equals(one, other);
    }

    private void compare(String path, @Nullable Object before, @Nullable Object after) {
        if (same(before, after)) {
            return;
        }
        if (before instanceof Map<?, ?> old && after instanceof Map<?, ?> now) {
            Set<Object> names = new LinkedHashSet<>(old.keySet());
            names.addAll(now.keySet());
            names.forEach(name -> compare(Spot.below(path, (String) name), old.get(name), now.get(name)));
        } else if (before instanceof List<?> old && after instanceof List<?> now) {
            lists(path, old, now);
        } else {
            found.add(new Change(path, value(before), value(after)));
        }
    }

    private void lists(String path, List<?> old, List<?> now) {
        if (Stream.concat(old.stream(), now.stream()).allMatch(String.class::isInstance)) {
            Set<Object> gone = new LinkedHashSet<>(old);
            gone.removeAll(Set.copyOf(new LinkedHashSet<>(now)));
            Set<Object> come = new LinkedHashSet<>(now);
            come.removeAll(Set.copyOf(new LinkedHashSet<>(old)));
            gone.forEach(one -> found.add(new Change(path, Optional.of(one), Optional.empty())));
            come.forEach(one -> found.add(new Change(path, Optional.empty(), Optional.of(one))));
            if (gone.isEmpty() && come.isEmpty()) {
                found.add(new Change(path, Optional.of(old), Optional.of(now)));
            }
            return;
        }
        for (int i = 0; i < Math.max(old.size(), now.size()); i++) {
            compare(path + "[" + i + "]", i < old.size() ? old.get(i) : null, i < now.size() ? now.get(i) : null);
        }
    }

    private static Optional<Object> value(@Nullable Object value) {
        return Optional.ofNullable(value == JsonTree.Nothing.NULL ? "null" : value);
    }
}
