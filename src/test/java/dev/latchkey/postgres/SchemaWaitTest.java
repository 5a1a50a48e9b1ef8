package dev.latchkey.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a service that may not start yet says, and when it starts. */
class SchemaWaitTest {
    private static final SchemaState AWAY = new SchemaState.Unknown("the database is away");
    private static final SchemaState BEHIND = new SchemaState.Behind(5);
    private static final SchemaState FIT = new SchemaState.Fit(6);

    private final List<String> said = new ArrayList<>();
    private int pauses;

    @Test
    void aFitSchemaIsNotWorthAWord() throws InterruptedException {
        waiting(List.of(FIT)).untilFit();

        assertThat(said).isEmpty();
        assertThat(pauses).isZero();
    }

    @Test
    void eachReasonToWaitIsSaidOnceAndThenThatItStarts() throws InterruptedException {
        waiting(List.of(AWAY, AWAY, BEHIND, BEHIND, FIT)).untilFit();

        assertThat(said).hasSize(3);
        assertThat(said.get(0)).contains("the database is away");
        assertThat(said.get(1)).contains("the schema is at 5").contains("latchkey migrate");
        assertThat(said.get(2)).startsWith("starting");
        assertThat(pauses).isEqualTo(4);
    }

    @Test
    void whoWaitsLongSaysItAgain() throws InterruptedException {
        List<SchemaState> states = new ArrayList<>(Collections.nCopies(21, BEHIND));
        states.add(FIT);

        waiting(states).untilFit();

        assertThat(said.stream().filter(line -> line.contains("at 5"))).hasSize(3);
    }

    @Test
    void theSignalToEndEndsTheWait() {
        SchemaWait waiting = new SchemaWait(() -> BEHIND, said::add, () -> {
            throw new InterruptedException("asked to end");
        });

        assertThatThrownBy(waiting::untilFit).isInstanceOf(InterruptedException.class);
        assertThat(said).hasSize(1);
    }

    private SchemaWait waiting(List<SchemaState> states) {
        Iterator<SchemaState> looks = states.iterator();
        return new SchemaWait(looks::next, said::add, () -> pauses++);
    }
}
