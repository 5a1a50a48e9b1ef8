package dev.latchkey.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.impl.VertxInternal;
import jakarta.inject.Inject;
import java.util.OptionalInt;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class EventLoopsTest {
    @Inject
    Vertx vertx;

    @ParameterizedTest
    @CsvSource({"1,1", "2,1", "3,1", "4,2", "16,8"})
    void thereIsOneForEachTwoProcessors(int processors, int expected) {
        int number = EventLoops.number(processors);

        assertThat(number).isEqualTo(expected);
    }

    @Test
    void theServiceRunsOnSoMany() {
        long loops = StreamSupport.stream(
                        ((VertxInternal) vertx).getEventLoopGroup().spliterator(), false)
                .count();

        assertThat(loops).isEqualTo(EventLoops.number(Runtime.getRuntime().availableProcessors()));
    }

    @Test
    void aConfiguredNumberStays() {
        VertxOptions options = new VertxOptions().setEventLoopPoolSize(7);

        new EventLoops(OptionalInt.of(7)).accept(options);

        assertThat(options.getEventLoopPoolSize()).isEqualTo(7);
    }
}
