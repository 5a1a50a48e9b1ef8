package dev.latchkey.edge;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.scheduler.spi.JobInstrumenter;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Lets scheduled work that has begun come to its end before the service does. Quarkus takes no further turns, but does
 * not wait for the one under way, whose transaction would be aborted under its hands. Hangs on the scheduler's hook for
 * tracing ({@code quarkus.scheduler.tracing.enabled}), the one place through which every job goes.
 */
@Singleton
class RunningJobs implements JobInstrumenter {
    /** Longer than any statement of a job may take, and shorter than what Kubernetes waits after its SIGTERM. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Logger LOG = Logger.getLogger(RunningJobs.class);

    /** One party for the service itself, one for each job under way. */
    private final Phaser underWay = new Phaser(1);

    @Override
    public CompletionStage<Void> instrument(JobInstrumentationContext job) {
        if (underWay.register() < 0) {
            return CompletableFuture.completedFuture(null); // The service has ended; whatever it is waits for the next.
        }
        CompletionStage<Void> running;
        try {
            running = job.executeJob();
        } catch (RuntimeException | Error failed) {
            underWay.arriveAndDeregister();
            throw failed;
        }
        return running.whenComplete((done, failed) -> underWay.arriveAndDeregister());
    }

    /** First of all that ends: what jobs stand on is still there. */
    void ends(@Observes @Priority(1) ShutdownEvent ending, Scheduler scheduler) {
        if (scheduler.isStarted()) {
            scheduler.pause();
        }
        await(PATIENCE);
    }

    /** Waits for the jobs under way, and lets none begin from then on; returns whether all came to their end. */
    boolean await(Duration patience) {
        int phase = underWay.arriveAndDeregister();
        try {
            underWay.awaitAdvanceInterruptibly(phase, patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException tooLong) {
            LOG.warnf("ending, although scheduled work goes on jobs=%d", underWay.getRegisteredParties());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
