package dev.latchkey.token;

import dev.latchkey.postgres.Chore;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** What the package does by the clock. Every replica runs it; rows and locks keep them out of each other's way. */
@Singleton
class TokenJobs {
    private static final Logger LOG = Logger.getLogger(TokenJobs.class);
    private final SigningKeys keys;
    private final AtomicBoolean lost = new AtomicBoolean();

    TokenJobs(SigningKeys keys, MeterRegistry metrics) {
        this.keys = keys;
        metrics.gauge(
                "latchkey.signing.key.left.seconds",
                keys,
                it -> it.left().map(left -> (double) left.toSeconds()).orElse(Double.NaN));
    }

    /** Reads the signing keys that other replicas made; twice within the time that they count on. */
    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void seeOthersKeys() {
        try {
            keys.refresh();
            lost.set(false);
        } catch (RuntimeException unreachable) {
            if (!lost.getAndSet(true)) {
                LOG.warnf("signing keys not read anew, those in memory go on reason=%s", unreachable.getMessage());
            }
        }
    }

    @Scheduled(every = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void rotateKeys() {
        Chore.run("turning signing keys over", keys::rotateWhereDue);
    }
}
