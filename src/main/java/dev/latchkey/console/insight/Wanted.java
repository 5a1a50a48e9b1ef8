package dev.latchkey.console.insight;

import dev.latchkey.passkey.FieldError;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads the parameters of a query and gathers what is wrong with them. For one request. */
final class Wanted {
    private static final int LONGEST = 100;

    private final MultivaluedMap<String, String> parameters;
    private final List<FieldError> errors = new ArrayList<>();

    Wanted(MultivaluedMap<String, String> parameters) {
        this.parameters = parameters;
    }

    List<FieldError> errors() {
        return List.copyOf(errors);
    }

    void error(String name, String detail) {
        errors.add(new FieldError(name, detail));
    }

    /** Returns a parameter; what is there without a value counts as absent. */
    Optional<String> text(String name) {
        Optional<String> given = Optional.ofNullable(parameters.getFirst(name)).filter(text -> !text.isBlank());
        if (given.filter(text -> text.length() > LONGEST).isPresent()) {
            error(name, "must be at most " + LONGEST + " characters");
            return Optional.empty();
        }
        return given;
    }

    Optional<String> oneOf(String name, Set<String> values) {
        return read(
                name,
                "must be one of " + String.join(", ", values.stream().sorted().toList()),
                text -> Optional.of(text).filter(values::contains));
    }

    Optional<Integer> whole(String name, int least, int most) {
        return read(
                name,
                "must be a whole number from " + least + " to " + most,
                text -> Optional.of(text)
                        .filter(digits -> digits.matches("-?\\d{1,9}"))
                        .map(Integer::parseInt)
                        .filter(number -> number >= least && number <= most));
    }

    Optional<Instant> instant(String name) {
        return read(name, "must be an instant such as 2026-01-31T09:00:00Z", Wanted::parsed);
    }

    private static Optional<Instant> parsed(String text) {
        try {
            Instant instant = Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
            return Optional.of(instant).filter(at -> Math.abs(at.getEpochSecond()) < 4_000_000_000L);
        } catch (DateTimeParseException noInstant) {
            return Optional.empty();
        }
    }

    /** A stretch of time. */
    record Stretch(Instant from, Instant to) {}

    /** Returns {@code from} and {@code to}, by default the last days until now. */
    Stretch stretch(Instant now, int usualDays, int mostDays) {
        Instant end = instant("to").orElse(now.truncatedTo(ChronoUnit.MICROS));
        Instant from = instant("from").orElse(end.minus(Duration.ofDays(usualDays)));
        if (!from.isBefore(end)) {
            error("from", "must be before to");
        } else if (Duration.between(from, end).compareTo(Duration.ofDays(mostDays)) > 0) {
            error("from", "must be at most " + mostDays + " days before to");
        }
        return new Stretch(from, end);
    }

    private <T> Optional<T> read(String name, String detail, Function<String, Optional<T>> reading) {
        Optional<String> given = text(name);
        Optional<T> read = given.flatMap(reading);
        if (given.isPresent() && read.isEmpty()) {
            error(name, detail);
        }
        return read;
    }
}
