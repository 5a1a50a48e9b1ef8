package dev.latchkey.keyring;

import dev.latchkey.postgres.Chore;
import dev.latchkey.secret.KeyRing;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Says each minute which key new things are closed under here, so that nobody retires it, and forgets what has passed. */
@Singleton
class KeyringJobs {
    private final KnownKeys known;
    private final KeptKeys kept;
    private final KeyRing ring;
    private final Clock clock;

    KeyringJobs(KnownKeys known, KeptKeys kept, KeyRing ring, Clock clock) {
        this.known = known;
        this.kept = kept;
        this.ring = ring;
        this.clock = clock;
    }

    @Scheduled(every = "1m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void tell() {
        Chore.run("noting the key in use", () -> {
            known.current(ring.current(), clock.instant());
            kept.prune(clock.instant());
        });
    }
}
