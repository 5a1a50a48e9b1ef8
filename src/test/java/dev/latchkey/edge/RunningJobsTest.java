package dev.latchkey.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.scheduler.spi.JobInstrumenter.JobInstrumentationContext;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A service that ends waits for scheduled work that has begun, and lets none begin any more. */
class RunningJobsTest {
    private static final Duration AT_ONCE = Duration.ofMillis(1);
    private static final Duration LONG = Duration.ofMinutes(1);

    private final RunningJobs jobs = new RunningJobs();

    private record Job(Supplier<CompletionStage<Void>> work) implements JobInstrumentationContext {
        @Override
        public CompletionStage<Void> executeJob() {
            return work.get();
        }

        @Override
        public String getSpanName() {
            return "a job";
        }
    }

    @Test
    void whereNothingIsUnderWayTheEndIsAtOnce() {
        jobs.instrument(new Job(() -> CompletableFuture.completedFuture(null)));

        assertThat(jobs.await(LONG)).isTrue();
    }

    @Test
    void aJobUnderWayIsWaitedFor() {
        CompletableFuture<Void> work = new CompletableFuture<>();
        jobs.instrument(new Job(() -> work));
        CompletableFuture<Boolean> end = CompletableFuture.supplyAsync(() -> jobs.await(LONG));

        assertThat(end).isNotDone();
        work.complete(null);

        assertThat(end.join()).isTrue();
    }

    @Test
    void aJobThatFailsIsOver() {
        jobs.instrument(new Job(() -> CompletableFuture.failedFuture(new IllegalStateException("the job's own"))));
        assertThatThrownBy(() -> jobs.instrument(new Job(() -> {
                    throw new IllegalStateException("before it began");
                })))
                .hasMessage("before it began");

        assertThat(jobs.await(LONG)).isTrue();
    }

    @Test
    void patienceEnds() {
        jobs.instrument(new Job(CompletableFuture::new));

        assertThat(jobs.await(AT_ONCE)).isFalse();
    }

    @Test
    void afterTheEndNoJobBegins() {
        jobs.await(LONG);
        CompletableFuture<String> begun = new CompletableFuture<>();

        CompletionStage<Void> refused = jobs.instrument(new Job(() -> {
            begun.complete("it did");
            return CompletableFuture.completedFuture(null);
        }));

        assertThat(refused.toCompletableFuture()).isCompleted();
        assertThat(begun).isNotDone();
    }
}
