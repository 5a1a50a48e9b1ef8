package dev.latchkey.decision.policy;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * One value of a document and where it stands. Asked for something that it is not, it notes a fault and answers with
 * nothing, so that reading goes on and finds the next.
 */
record Spot(String path, Object value, Faults faults) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_$][A-Za-z0-9_]*");
    private static final int SHOWN = 40;

    /** Returns the path of a member. */
    static String below(String path, String name) {
        return PLAIN.matcher(name).matches() && name.length() <= SHOWN
                ? path + "." + name
                : path + "['" + shown(name) + "']";
    }

    /** Notes a fault here. */
    <T> Optional<T> fault(String message) {
        faults.add(path, message);
        return Optional.empty();
    }

    /** As {@link #fault}, adding what stands here. */
    <T> Optional<T> wrong(String wanted) {
        return fault("must be " + wanted + ", was " + shown());
    }

    Optional<Map<?, ?>> object() {
        return value instanceof Map<?, ?> members ? Optional.of(members) : wrong("an object");
    }

    Optional<String> text(String wanted, Pattern form) {
        return value instanceof String text && form.matcher(text).matches() ? Optional.of(text) : wrong(wanted);
    }

    Optional<BigDecimal> decimal(String least, String most) {
        return value instanceof BigDecimal number
                        && number.compareTo(new BigDecimal(least)) >= 0
                        && number.compareTo(new BigDecimal(most)) <= 0
                ? Optional.of(number)
                : wrong("between " + least + " and " + most);
    }

    Optional<Integer> whole(int least, int most) {
        return value instanceof BigDecimal number
                        && number.stripTrailingZeros().scale() <= 0
                        && number.compareTo(BigDecimal.valueOf(least)) >= 0
                        && number.compareTo(BigDecimal.valueOf(most)) <= 0
                ? Optional.of(number.intValueExact())
                : wrong("a whole number between " + least + " and " + most);
    }

    Optional<Boolean> isTrue() {
        return Boolean.TRUE.equals(value) ? Optional.of(true) : wrong("true, or absent");
    }

    /** One of a few names; {@code names} keeps its order in the message. */
    <T> Optional<T> oneOf(Map<String, T> names) {
        return value instanceof String text && names.containsKey(text)
                ? Optional.of(names.get(text))
                : wrong("one of " + String.join(", ", names.keySet()));
    }

    /** Its values, each there once. */
    <T> List<T> list(int most, Function<Spot, Optional<T>> reader) {
        if (!(value instanceof List<?> values)) {
            wrong("a list");
            return List.of();
        }
        if (values.size() > most) {
            fault("must be a list of at most " + most + ", was one of " + values.size());
            return List.of();
        }
        Set<T> read = new LinkedHashSet<>();
        for (int i = 0; i < values.size(); i++) {
            Spot spot = new Spot(path + "[" + i + "]", values.get(i), faults);
            reader.apply(spot)
                    .filter(one -> !read.add(one))
                    .ifPresent(twice -> spot.fault("must be there once, " + spot.shown() + " is there twice"));
        }
        return List.copyOf(read);
    }

    private String shown() {
        return switch (value) {
            case String text -> "\"" + shown(text) + "\"";
            case BigDecimal number -> number.toString();
            case Boolean truth -> truth.toString();
            case Map<?, ?> object -> "an object";
            case List<?> list -> "a list";
            default -> "null";
        };
    }

    private static String shown(String text) {
        String printable = text.replaceAll("[\\p{C}'\"]", "?");
        return printable.length() <= SHOWN ? printable : printable.substring(0, SHOWN) + "…";
    }
}
