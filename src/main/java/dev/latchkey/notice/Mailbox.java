package dev.latchkey.notice;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Keeps the last letters in memory instead of sending them, for a desk and for tests. */
@Singleton
final class Mailbox implements Post {
    private static final int MOST = 500;

    private final ConcurrentLinkedDeque<Kept> letters = new ConcurrentLinkedDeque<>();
    private final Clock clock;

    Mailbox(Clock clock) {
        this.clock = clock;
    }

    /** A letter, and when it came. */
    record Kept(Letter letter, Instant at) {}

    @Override
    public DeliveryOutcome deliver(Letter letter) {
        letters.addFirst(new Kept(letter, clock.instant()));
        while (letters.size() > MOST) {
            letters.pollLast();
        }
        return new DeliveryOutcome.Delivered();
    }

    /** Returns what came, the newest first. */
    List<Kept> letters() {
        return List.copyOf(letters);
    }
}
