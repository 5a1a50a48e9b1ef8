package dev.latchkey.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Scheduled work waits out an outage and hides nothing else. */
class ChoreTest {
    @Test
    void workIsDoneOnce() {
        AtomicInteger done = new AtomicInteger();

        Chore.run("counting", done::incrementAndGet);

        assertThat(done).hasValue(1);
    }

    @Test
    void anOutageIsPutOff() {
        DatabaseException away = new DatabaseException(new SQLException("connection lost", "08006"));

        assertThatNoException()
                .isThrownBy(() -> Chore.run("counting", () -> {
                    throw away;
                }));
    }

    @Test
    void aBugIsThrownOn() {
        DatabaseException bug = new DatabaseException(new SQLException("no such table", "42P01"));

        assertThatThrownBy(() -> Chore.run("counting", () -> {
                    throw bug;
                }))
                .isSameAs(bug);
    }
}
