package dev.latchkey.decision.place;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.decision.Device;
import dev.latchkey.decision.place.Agent.DeviceType;
import dev.latchkey.decision.place.Agent.Headers;
import dev.latchkey.decision.place.Family.Told;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read out of user agents and client hints: real ones, missing ones, contradictory ones, garbage. */
class AgentTest {
    private static final Path VECTORS = Path.of("src/test/resources/vectors/agents/agents.txt");
    private static final String CHROME =
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

    record Vector(List<String> columns) {
        String column(int number) {
            return columns.get(number);
        }

        Optional<String> header(int number) {
            return Optional.of(column(number)).filter(text -> !text.isEmpty());
        }

        Headers headers() {
            return new Headers(header(0), header(1), header(2), header(3));
        }

        @Override
        public String toString() {
            return column(0) + (column(9).isEmpty() ? "" : " (" + column(9) + ")");
        }
    }

    static Stream<Vector> vectors() throws IOException {
        List<Vector> vectors = Files.readAllLines(VECTORS).stream()
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(line -> new Vector(List.of(line.split("\\|", -1))))
                .toList();
        assertThat(vectors)
                .hasSizeGreaterThanOrEqualTo(80)
                .allSatisfy(vector -> assertThat(vector.columns()).hasSize(10));
        return vectors.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void aClientIsReadAsWhatItIs(Vector vector) {
        Agent agent = Agent.of(vector.headers());

        String remarks = vector.column(9);
        assertThat(agent)
                .usingRecursiveComparison()
                .isEqualTo(new Agent(
                        family(vector, 4, remarks.contains(" browser")),
                        family(vector, 6, remarks.contains(" system")),
                        DeviceType.valueOf(vector.column(8)),
                        remarks.contains(" type") ? Told.WITHHELD : Told.SAID,
                        remarks.equals("contradiction")));
    }

    private static Family family(Vector vector, int column, boolean withheld) {
        return new Family(
                vector.column(column),
                Integer.parseInt(vector.column(column + 1)),
                withheld ? Told.WITHHELD : Told.SAID);
    }

    @Test
    void whoSendsNoUserAgentWithholdsEverything() {
        Headers none = new Headers(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        Headers blank = new Headers(Optional.of("  "), Optional.of("x"), Optional.of("x"), Optional.of("x"));

        assertThat(Agent.of(none)).isEqualTo(Agent.WITHHELD);
        assertThat(Agent.of(blank)).isEqualTo(Agent.WITHHELD);
    }

    @Test
    void whatAServerPassesOnIsUnknownWhereItIsSilentNotWithheld() {
        Agent told = Agent.passedOn(Optional.of(CHROME));

        assertThat(Agent.passedOn(Optional.empty())).isEqualTo(Agent.UNKNOWN);
        assertThat(Agent.passedOn(Optional.of(""))).isEqualTo(Agent.UNKNOWN);
        assertThat(told.browser()).isEqualTo(Family.of("Chrome", 140));
        assertThat(told.typeTold()).isEqualTo(Told.SAID);
        assertThat(told.hintContradiction()).isFalse();
    }

    @Test
    void anOwnerReadsTheFamilyAlsoOfAClientThatWithheldItsHints() {
        Agent agent = Agent.of(new Headers(Optional.of(CHROME), Optional.empty(), Optional.empty(), Optional.empty()));

        assertThat(Device.of(agent)).isEqualTo(new Device("Chrome", "Linux"));
        assertThat(Device.of(Agent.WITHHELD)).isEqualTo(new Device("unknown", "unknown"));
        assertThat(Device.of(Agent.passedOn(Optional.of("curl/8.0")))).isEqualTo(new Device("unknown", "unknown"));
        assertThat(agent.toString()).doesNotContain("Chrome");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"chrome/", "\"", "\\", "\"\\\"", "\",", "version/9999999999 ", "((((((((", "a;v=", "\0", "İ"})
    void longGarbageIsReadAtOnceAndNothingIsThrown(String piece) {
        String garbage = piece.repeat(200_000);
        Headers all =
                new Headers(Optional.of(garbage), Optional.of(garbage), Optional.of(garbage), Optional.of(garbage));

        Assertions.assertTimeout(
                Duration.ofMillis(500),
                () -> assertThat(Agent.of(all).hintContradiction()).isTrue());
    }

    @Test
    void randomDamageThrowsNothing() throws IOException {
        Random random = new Random(11);
        List<Vector> vectors = vectors().toList();

        for (int i = 0; i < 20_000; i++) {
            Vector vector = vectors.get(random.nextInt(vectors.size()));
            Headers damaged = new Headers(
                    damage(vector.header(0), random),
                    damage(vector.header(1), random),
                    damage(vector.header(2), random),
                    vector.header(3));

            assertThat(Agent.of(damaged).browser().name()).isNotBlank();
        }
    }

    private static Optional<String> damage(Optional<String> header, Random random) {
        return header.map(text -> {
            StringBuilder damaged = new StringBuilder(text);
            int at = random.nextInt(text.length());
            damaged.setCharAt(at, (char) random.nextInt(256));
            damaged.setLength(random.nextInt(4) == 0 ? at : text.length());
            return damaged.toString();
        });
    }
}
