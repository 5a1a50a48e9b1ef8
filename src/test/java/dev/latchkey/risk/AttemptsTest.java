package dev.latchkey.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of attempts and decisions in {@code vectors/risk/attempts.txt}, row by row. */
class AttemptsTest {
    private static final String TABLE = "/vectors/risk/attempts.txt";

    /** One row of the table. */
    record Row(String attempt, String verdict, String leading, String first) {
        @Override
        public String toString() {
            return attempt;
        }
    }

    private static final Map<String, FactsBuilder> ATTEMPTS = Map.ofEntries(
            Map.entry("nothing unusual", Ana.usual()),
            Map.entry("browser updated", Ana.usual().browserMajor(121)),
            Map.entry("another network of the same operator", Ana.usual().net(Ana.STRANGE)),
            Map.entry("abroad with her own telephone", abroad()),
            Map.entry(
                    "her telephone lost its cookie, at home",
                    Ana.usual().device(Ana.STRANGE).continuity(Continuity.NEW)),
            Map.entry(
                    "she mistyped twice before",
                    Ana.usual().failuresOfAccount(2).failuresOfDevice(2)),
            Map.entry(
                    "no geo file is installed",
                    Ana.usual()
                            .country(Facts.UNKNOWN)
                            .asn(Facts.UNKNOWN)
                            .latitude(Float.NaN)
                            .longitude(Float.NaN)),
            Map.entry(
                    "her passkey on a strange device abroad",
                    abroad().device(Ana.STRANGE).continuity(Continuity.NEW)),
            Map.entry("her session abroad, the device's key missing", abroad().continuity(Continuity.CHANGED)),
            Map.entry(
                    "recovered a minute ago on a strange device elsewhere",
                    Ana.usual()
                            .asn(Ana.STRANGE)
                            .net(Ana.STRANGE + 1)
                            .device(Ana.STRANGE)
                            .continuity(Continuity.NEW)
                            .credential(Ana.STRANGE)
                            .credentialAgeSeconds(60)
                            .sinceRecoverySeconds(60)),
            Map.entry(
                    "a machine trying names, eighty failures before",
                    abroad().device(Ana.STRANGE)
                            .continuity(Continuity.NEW)
                            .os(Ana.STRANGE)
                            .browser(Ana.STRANGE)
                            .failuresOfAccount(3)
                            .failuresOfNetwork(80)),
            Map.entry(
                    "user agent and device hidden, from a strange network",
                    Ana.usual()
                            .asn(Ana.STRANGE)
                            .net(Ana.STRANGE + 1)
                            .os(Facts.WITHHELD)
                            .browser(Facts.WITHHELD)
                            .browserMajor(Facts.MAJOR_WITHHELD)
                            .deviceType(Facts.WITHHELD)
                            .device(Facts.WITHHELD)
                            .continuity(Continuity.WITHHELD)));

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void theDecisionIsTheOneInTheTable(Row row) {
        Evidence evidence = Ana.evidence(ATTEMPTS.get(row.attempt()).build());

        Assessment assessment =
                Ana.risk().assess(evidence, Policies.asking(0.05, Policy.NEVER), EnumSet.allOf(Challenge.class));

        assertThat(assessment.verdict().slug()).as(assessment.toString()).isEqualTo(row.verdict());
        if (assessment.verdict() != Verdict.ALLOW) {
            assertThat(assessment.leading().slug()).matches(row.leading());
            assertThat(assessment.suitable().getFirst().slug()).isEqualTo(row.first());
        }
    }

    @Test
    void theTableTellsEveryAttemptOnce() throws IOException {
        assertThat(rows().map(Row::attempt)).containsExactlyInAnyOrderElementsOf(ATTEMPTS.keySet());
    }

    static Stream<Row> rows() throws IOException {
        try (var in = AttemptsTest.class.getResourceAsStream(TABLE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.startsWith("#") && !line.isBlank())
                            .map(line -> line.split("\\|"))
                            .map(cells ->
                                    new Row(cells[0].strip(), cells[1].strip(), cells[2].strip(), cells[3].strip()))
                            .toList()
                            .stream();
        }
    }

    private static FactsBuilder abroad() {
        return Ana.usual()
                .country(Ana.STRANGE)
                .asn(Ana.STRANGE + 1)
                .net(Ana.STRANGE + 2)
                .latitude(48)
                .longitude(2);
    }
}
