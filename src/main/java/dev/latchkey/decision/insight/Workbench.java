package dev.latchkey.decision.insight;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Two threads for what takes operators' numbers much computing, so that no sign-in waits for a thread behind it. */
@Singleton
final class Workbench {
    private static final int AT_ONCE = 2;

    private final ExecutorService threads = Executors.newFixedThreadPool(
            AT_ONCE, Thread.ofPlatform().daemon().name("insight-", 0).factory());

    /** Does work there and waits for what comes of it. */
    <T> T done(Callable<T> work) {
        Future<T> result = threads.submit(work);
        try {
            return result.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        } catch (InterruptedException ended) {
            result.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while numbers were looked up", ended);
        }
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
