package dev.latchkey.postgres;

import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

/** Lets a call that began on the event loop go on where it may wait for the database: on a virtual thread. */
@Singleton
public final class OffLoop {
    private final ExecutorService threads;

    OffLoop(@VirtualThreads ExecutorService threads) {
        this.threads = threads;
    }

    /** Runs {@code work} on a virtual thread. */
    public <T> Uni<T> run(Supplier<T> work) {
        return Uni.createFrom().item(work).runSubscriptionOn(threads);
    }
}
