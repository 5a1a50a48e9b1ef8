package dev.latchkey.postgres;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Looks until the schema is fit for this release, and says why it still waits: at each change, and now and then. */
final class SchemaWait {
    private static final int LOOKS_BETWEEN_WORDS = 10;

    private final Supplier<SchemaState> look;
    private final Consumer<String> say;
    private final Pause pause;

    /** What passes between two looks. */
    @FunctionalInterface
    interface Pause {
        void pass() throws InterruptedException;
    }

    SchemaWait(Supplier<SchemaState> look, Consumer<String> say, Pause pause) {
        this.look = look;
        this.say = say;
        this.pause = pause;
    }

    /** Returns as soon as the schema is fit; throws when it is asked to end before. */
    void untilFit() throws InterruptedException {
        Optional<SchemaState> said = Optional.empty();
        for (int looks = 0; ; looks++) {
            SchemaState state = look.get();
            if (state instanceof SchemaState.Fit) {
                said.ifPresent(waited -> say.accept("starting: " + state));
                return;
            }
            if (!said.equals(Optional.of(state)) || looks % LOOKS_BETWEEN_WORDS == 0) {
                say.accept("not started yet, looking again each second: " + state);
                said = Optional.of(state);
            }
            pause.pass();
        }
    }
}
