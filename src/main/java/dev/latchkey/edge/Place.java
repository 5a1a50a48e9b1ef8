package dev.latchkey.edge;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** One call's place among those in flight ({@link Admission}): taken once, left once, if it was taken at all. */
final class Place {
    static final String PROPERTY = "admissionPlace";

    private final Errand errand;
    private final Predicate<Errand> enter;
    private final Runnable leave;
    private final Consumer<Errand> refuse;
    private final AtomicBoolean taken = new AtomicBoolean();

    /**
     * A place that is not taken yet.
     *
     * @param refuse throws when there is no room
     */
    Place(Errand errand, Predicate<Errand> enter, Runnable leave, Consumer<Errand> refuse) {
        this.errand = errand;
        this.enter = enter;
        this.leave = leave;
        this.refuse = refuse;
    }

    void take() {
        if (!taken.get()) {
            if (!enter.test(errand)) {
                refuse.accept(errand);
            }
            taken.set(true);
        }
    }

    void leave() {
        if (taken.compareAndSet(true, false)) {
            leave.run();
        }
    }
}
