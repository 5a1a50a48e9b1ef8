package dev.latchkey.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Stops the embedded server when the JVM ends in an orderly way. Registered once for each server and JVM, however often
 * live reload starts the service anew; a JVM that is killed leaves the server to the next one, which adopts it.
 */
final class StopAtExit {
    /** Smart shutdown waits for connections to go, fast ends them, immediate is a crash (PostgreSQL, "Shutting Down"). */
    private static final List<String> GENTLY_THEN_FIRMLY = List.of("TERM", "INT", "QUIT");

    private static final long PATIENCE_SECONDS = 3;

    private StopAtExit() {}

    /** A system property, because live reload gives every version of this class a class loader of its own. */
    private static String mark(long processId) {
        return "dev.latchkey.postgres.stop-at-exit." + processId;
    }

    static boolean isRegistered(long processId) {
        return Optional.ofNullable(System.getProperty(mark(processId))).isPresent();
    }

    static void register(long processId, Path cluster, EmbeddedServer.Durability durability) {
        if (Optional.ofNullable(System.setProperty(mark(processId), "yes")).isPresent()) {
            return;
        }
        boolean throwAway = durability == EmbeddedServer.Durability.LOST_WITH_THE_TEST_RUN;
        Runnable stop = throwAway
                ? () -> {
                    stop(processId, "QUIT");
                    try {
                        Folders.delete(cluster);
                    } catch (IOException leftToTheNextRun) {
                        // The next run removes what this one leaves; see TestClusters.
                    }
                }
                : () -> stop(processId, GENTLY_THEN_FIRMLY.toArray(String[]::new));
        Runtime.getRuntime().addShutdownHook(new Thread(stop, "stop PostgreSQL"));
    }

    /** Sends the signals one after the other until the process has ended. */
    static void stop(long processId, String... signals) {
        for (String signal : signals) {
            Optional<CompletableFuture<ProcessHandle>> end =
                    ProcessHandle.of(processId).filter(ProcessHandle::isAlive).map(ProcessHandle::onExit);
            if (end.isEmpty()) {
                return;
            }
            Command.succeeds(List.of("sh", "-c", "kill -" + signal + " " + processId));
            try {
                end.get().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                return;
            } catch (TimeoutException stillThere) {
                // The next signal is firmer.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (ExecutionException impossible) {
                throw new IllegalStateException("waiting for a process to end cannot fail", impossible);
            }
        }
    }
}
