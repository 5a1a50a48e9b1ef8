package dev.latchkey.decision;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks for something at most once, and remembers whether it was asked for. For one thread. */
final class Once<T> implements Supplier<T> {
    private final Supplier<T> source;
    private @Nullable T got;

    Once(Supplier<T> source) {
        this.source = source;
    }

    @Override
    public T get() {
        T known = got;
        if (known == null) {
            known = source.get();
            got = known;
        }
        return known;
    }

    /** Returns what was got; empty if nobody asked. */
    Optional<T> got() {
        return Optional.ofNullable(got);
    }
}
