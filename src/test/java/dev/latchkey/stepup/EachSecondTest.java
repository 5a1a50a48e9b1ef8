package dev.latchkey.stepup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.id.AccountId;
import dev.latchkey.postgres.OffLoop;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many may watch, and until when. */
@QuarkusTest
class EachSecondTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    @Inject
    OffLoop offLoop;

    @Inject
    MeterRegistry metrics;

    private final AccountId ana = new AccountId(UUID.randomUUID());
    private final AccountId ben = new AccountId(UUID.randomUUID());
    private final List<Cancellable> watching = new ArrayList<>();

    @AfterEach
    void nobodyWatchesAnyMore() {
        watching.forEach(Cancellable::cancel);
    }

    @Test
    void oneAccountHasAFewPlacesAndTakesNoneOfAnothers() {
        EachSecond eachSecond = new EachSecond(offLoop, metrics);
        for (int i = 0; i < EachSecond.EACH; i++) {
            first(eachSecond, ana).join();
        }

        String oneTooMany = first(eachSecond, ana).join();
        String another = first(eachSecond, ben).join();

        assertThat(oneTooMany).isEqualTo("over");
        assertThat(another).isEqualTo("seen");
        assertThat(eachSecond.hasRoomFor(ana)).isFalse();
        assertThat(eachSecond.hasRoomFor(ben)).isTrue();
    }

    @Test
    void whoStopsWatchingMakesRoom() {
        EachSecond eachSecond = new EachSecond(offLoop, metrics);
        for (int i = 0; i < EachSecond.EACH; i++) {
            first(eachSecond, ana).join();
        }

        watching.removeLast().cancel();

        assertThat(eachSecond.hasRoomFor(ana)).isTrue();
        assertThat(first(eachSecond, ana).join()).isEqualTo("seen");
    }

    @Test
    void aDrainEndsEveryStreamAndTakesNoNewOne() {
        EachSecond eachSecond = new EachSecond(offLoop, metrics);
        CompletableFuture<Void> over = new CompletableFuture<>();
        watching.add(eachSecond
                .watch(ana, () -> "seen", seen -> false, LONG)
                .subscribe()
                .with(seen -> {}, over::completeExceptionally, () -> over.complete(null)));

        eachSecond.drains(new ShutdownDelayInitiatedEvent());

        over.orTimeout(10, java.util.concurrent.TimeUnit.SECONDS).join();
        assertThat(eachSecond.hasRoom()).isFalse();
        assertThat(first(eachSecond, ben).join()).isEqualTo("over");
    }

    private CompletableFuture<String> first(EachSecond eachSecond, AccountId account) {
        CompletableFuture<String> told = new CompletableFuture<>();
        watching.add(eachSecond
                .watch(account, () -> "seen", seen -> false, LONG)
                .subscribe()
                .with(told::complete, told::completeExceptionally, () -> told.complete("over")));
        return told;
    }
}
