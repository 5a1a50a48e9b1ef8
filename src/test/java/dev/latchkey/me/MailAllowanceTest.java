package dev.latchkey.me;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testing.Await;
import dev.latchkey.testing.Customer;
import dev.latchkey.testing.Inbox;
import dev.latchkey.testing.MovableClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nobody floods a stranger's mailbox through us, however many accounts they make. */
@QuarkusTest
class MailAllowanceTest {
    private static final int MOST = 10;
    private static final Duration SOON = Duration.ofSeconds(15);

    @Inject
    MovableClock clock;

    @AfterEach
    void now() {
        clock.reset();
    }

    @Test
    void accountsThatNameAnotherAddressInBetweenAreNotForgotten() {
        Inbox victim = new Inbox("victim");
        Inbox elsewhere = new Inbox("elsewhere");

        List<Integer> statuses = IntStream.range(0, MOST + 4)
                .mapToObj(i -> new Customer().signUp("mallory"))
                .map(mallory -> {
                    int status = claim(mallory, victim);
                    claim(mallory, new Inbox("nobody"));
                    return status;
                })
                .toList();
        claim(new Customer().signUp("ana"), elsewhere);

        elsewhere.next();
        assertThat(statuses).as("nobody is told how many others asked").containsOnly(202);
        assertThat(victim.all()).hasSize(MOST);
    }

    @Test
    void askingAtOnceMakesNoMoreMails() {
        Inbox victim = new Inbox("victim");
        Inbox elsewhere = new Inbox("elsewhere");
        List<Customer> many = IntStream.range(0, 2 * MOST)
                .mapToObj(i -> new Customer().signUp("mallory"))
                .toList();

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            many.stream()
                    .map(mallory -> CompletableFuture.supplyAsync(() -> claim(mallory, victim), threads))
                    .toList()
                    .forEach(CompletableFuture::join);
        }
        claim(new Customer().signUp("ana"), elsewhere);

        elsewhere.next();
        assertThat(victim.all()).hasSizeBetween(1, MOST);
    }

    @Test
    void anHourLaterTheAddressCanBeConfirmedAgain() {
        Inbox victim = new Inbox("victim");
        IntStream.range(0, MOST).mapToObj(i -> new Customer().signUp("mallory")).forEach(mallory -> {
            claim(mallory, victim);
            claim(mallory, new Inbox("nobody"));
        });
        Await.until("ten mails", SOON, () -> victim.all().size() == MOST);

        clock.advance(Duration.ofMinutes(61));
        Customer owner = new Customer().signUp("owner");
        claim(owner, victim);

        Await.until("one more", SOON, () -> victim.all().size() == MOST + 1);
        assertThat(victim.all()).hasSize(MOST + 1);
    }

    private static int claim(Customer customer, Inbox inbox) {
        return customer.signedIn()
                .body(Map.of("address", inbox.address()))
                .put("/v1/me/email")
                .statusCode();
    }
}
