package dev.latchkey.audit;

import dev.latchkey.postgres.Outages;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.health.api.Wellness;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.jboss.logging.Logger;

/**
 * Seals each second and tells where the chain ends: in the log once a minute while it grows (keep the log elsewhere than
 * the database: then nobody can cut the end off unseen), as metrics, and as a health detail. A replica that does not hold
 * the lock tells the same end.
 */
@Singleton
@Wellness
class SealJob implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(SealJob.class);
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);

    /** One run ends after this many batches, so that a backlog does not hold up the clock. */
    private static final int MOST_BATCHES = 30;

    private final Sealer sealer;
    private final AuditConfig config;
    private final Clock clock;
    private final AtomicReference<State> state;

    private record State(Head head, Head logged, Instant loggedAt, Instant succeededAt, boolean failing) {}

    SealJob(Sealer sealer, AuditConfig config, Clock clock, MeterRegistry metrics) {
        this.sealer = sealer;
        this.config = config;
        this.clock = clock;
        Instant now = clock.instant();
        this.state = new AtomicReference<>(new State(Head.NONE, Head.NONE, Instant.EPOCH, now, false));
        metrics.gauge("journal.sealed.entries", state, it -> it.get().head().seq());
        metrics.gauge(
                "journal.seal.age.seconds",
                state,
                it -> Duration.between(it.get().succeededAt(), clock.instant()).toMillis() / 1000.0);
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP, identity = "seal the journal")
    @RunOnVirtualThread
    void seal() {
        if (config.sealEachSecond()) {
            run(sealer::seal);
        }
    }

    @Scheduled(
            every = "10m",
            delayed = "1m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            identity = "sweep the journal")
    @RunOnVirtualThread
    void sweep() {
        if (config.sealEachSecond()) {
            run(sealer::sweep);
        }
    }

    private void run(Supplier<Sealer.Batch> work) {
        try {
            Sealer.Batch batch = work.get();
            for (int i = 1; batch.full() && i < MOST_BATCHES; i++) {
                batch = work.get();
            }
            succeeded(batch.head());
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private void succeeded(Head head) {
        Instant now = clock.instant();
        State before = state.get();
        boolean tell = !head.equals(before.logged())
                && Duration.between(before.loggedAt(), now).compareTo(LONGEST_SILENCE) >= 0;
        state.set(new State(head, tell ? head : before.logged(), tell ? now : before.loggedAt(), now, false));
        if (before.failing()) {
            LOG.info("sealing the journal goes on");
        }
        if (tell) {
            LOG.infof("journal sealed, seq=%d, mac=%s", head.seq(), head.shortMac());
        }
    }

    /** Said once: the next run is a second away, and entries wait unharmed. */
    private void failed(RuntimeException e) {
        State before = state.get();
        state.set(new State(before.head(), before.logged(), before.loggedAt(), before.succeededAt(), true));
        if (!before.failing() && Outages.isAway(e)) {
            LOG.warn("sealing the journal waits for the database");
        } else if (!before.failing()) {
            LOG.error("sealing the journal fails", e);
        }
    }

    @Override
    public HealthCheckResponse call() {
        State now = state.get();
        return HealthCheckResponse.named("journal")
                .withData("seq", now.head().seq())
                .withData("mac", now.head().shortMac())
                .status(!now.failing())
                .build();
    }
}
