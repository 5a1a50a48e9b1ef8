package dev.latchkey.decision.replay;

import dev.latchkey.decision.PastDecisions;
import dev.latchkey.decision.policy.PolicyInForce;
import dev.latchkey.decision.replay.ReplayJob.State;
import dev.latchkey.id.AccountId;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.id.TimeOrdered;
import dev.latchkey.postgres.Chore;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/**
 * Replays that operators asked for. They run on the replica that took them, two at once, on threads of their own; every
 * replica can tell how far they are and stop them. Kept for an hour.
 */
@Singleton
public class ReplayJobs {
    /** How far back a replay may look. */
    public static final int MOST_DAYS = 92;

    private static final Logger LOG = Logger.getLogger(ReplayJobs.class);
    private static final int AT_ONCE = 2;
    private static final Duration KEPT = Duration.ofHours(1);
    private static final Duration BETWEEN_WORDS = Duration.ofSeconds(1);

    private final Replay replay;
    private final PastDecisions decisions;
    private final ReplayRows rows;
    private final Clock clock;
    private final SecureRandom random;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final ExecutorService threads = Executors.newFixedThreadPool(
            AT_ONCE, Thread.ofPlatform().daemon().name("replays-", 0).factory());

    ReplayJobs(Replay replay, PastDecisions decisions, ReplayRows rows, Clock clock, SecureRandom random) {
        this.replay = replay;
        this.decisions = decisions;
        this.rows = rows;
        this.clock = clock;
        this.random = random;
    }

    /** Which decisions are to be judged. */
    public sealed interface Stretch {
        /** Those of the last days, {@value ReplayJobs#MOST_DAYS} at most. */
        record Days(int days) implements Stretch {}

        /** The newest so many. */
        record Last(long many) implements Stretch {}
    }

    private static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StoppedException() {
            super("somebody asked to stop", null, false, false);
        }
    }

    /**
     * Begins one.
     *
     * @param named which policy it is, as JSON
     */
    public StartOutcome start(
            RelyingPartyId relyingParty, AccountId operator, PolicyInForce candidate, String named, Stretch stretch) {
        if (!places.tryAcquire()) {
            return new StartOutcome.Busy();
        }
        try {
            ReplayJob job = job(relyingParty, operator, named, stretch);
            rows.add(job);
            threads.execute(() -> run(job, candidate));
            return new StartOutcome.Started(job);
        } catch (RuntimeException notBegun) {
            places.release();
            throw notBegun;
        }
    }

    private ReplayJob job(RelyingPartyId relyingParty, AccountId operator, String named, Stretch stretch) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant earliest = now.minus(Duration.ofDays(MOST_DAYS));
        Instant from = switch (stretch) {
            case Stretch.Days(int days) -> now.minus(Duration.ofDays(days));
            case Stretch.Last(long many) ->
                decisions.nth(relyingParty, earliest, now, many).orElse(earliest);
        };
        return new ReplayJob(
                TimeOrdered.uuid(now, random),
                relyingParty,
                operator,
                now,
                named,
                from,
                now,
                State.RUNNING,
                now,
                decisions.count(relyingParty, from, now),
                0);
    }

    private void run(ReplayJob job, PolicyInForce candidate) {
        long[] read = {0};
        Instant[] said = {job.askedAt()};
        try {
            Report report = replay.run(job.relyingParty(), job.from(), job.to(), candidate, many -> {
                read[0] = many;
                Instant now = clock.instant();
                if (!now.isBefore(said[0].plus(BETWEEN_WORDS))) {
                    said[0] = now;
                    if (rows.heard(job.id(), many, now)) {
                        throw new StoppedException();
                    }
                }
            });
            boolean stopped = rows.heard(job.id(), read[0], clock.instant());
            end(
                    job,
                    stopped ? State.CANCELLED : State.DONE,
                    read[0],
                    Optional.of(report).filter(it -> !stopped));
        } catch (StoppedException stopped) {
            end(job, State.CANCELLED, read[0], Optional.empty());
        } catch (RuntimeException failed) {
            LOG.errorf(failed, "replay failed id=%s", job.id());
            end(job, State.FAILED, read[0], Optional.empty());
        } finally {
            places.release();
        }
    }

    private void end(ReplayJob job, State state, long read, Optional<Report> report) {
        Chore.run(
                "the end of a replay",
                () -> rows.ended(
                        job.id(),
                        state,
                        read,
                        report.map(done -> ReportText.report(done, job)),
                        report.map(ReportText::flips),
                        clock.instant()));
    }

    /** Finds one of a relying party. */
    public Optional<ReplayJob> find(RelyingPartyId relyingParty, UUID id) {
        return rows.find(relyingParty, id, clock.instant());
    }

    /** Returns its report as JSON, once it is done. */
    public Optional<String> report(RelyingPartyId relyingParty, UUID id) {
        return rows.report(relyingParty, id);
    }

    /** Returns those that come out otherwise as JSON, the first thousand, once it is done. */
    public Optional<String> flips(RelyingPartyId relyingParty, UUID id) {
        return rows.flips(relyingParty, id);
    }

    /** Lists those that an operator asked for, the newest first. */
    public List<ReplayJob> of(RelyingPartyId relyingParty, AccountId operator) {
        return rows.of(relyingParty, operator, clock.instant());
    }

    /** Asks for one to be stopped, wherever it runs; it takes a second or two. */
    public Optional<ReplayJob> cancel(RelyingPartyId relyingParty, UUID id) {
        rows.cancel(relyingParty, id);
        return find(relyingParty, id);
    }

    @Scheduled(every = "10m", delayed = "4m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void forget() {
        Chore.run("forgetting old replays", () -> rows.forget(clock.instant().minus(KEPT)));
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
