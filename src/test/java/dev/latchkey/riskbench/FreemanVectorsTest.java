package dev.latchkey.riskbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published model against vectors counted in exact fractions by vectors/freeman/derive.py, to 1e-12 relative. */
class FreemanVectorsTest {
    private static final Path VECTORS = Path.of("src/test/resources/vectors/freeman");
    private static final double TOLERANCE = 1e-12;

    static Stream<Path> worlds() throws IOException {
        return Files.list(VECTORS)
                .filter(file -> file.toString().endsWith(".csv"))
                .sorted();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("worlds")
    void scoresAreThoseOfTheFormula(Path world) throws IOException {
        Freeman extended = Freeman.extended();
        Freeman simple = Freeman.simple();
        int compared = 0;

        for (String line : Files.readAllLines(world)) {
            String[] cells = line.split(",", -1);
            if (cells[0].equals("learn")) {
                extended.learn(row(cells));
                simple.learn(row(cells));
            } else if (cells[0].equals("score")) {
                same(extended.score(row(cells)), cells[9], line);
                same(simple.score(row(cells)), cells[10], line);
                compared++;
            }
        }

        assertThat(compared).isPositive();
    }

    @Test
    void thereAreAThousandVectorsOfUsersWithHistory() throws IOException {
        long vectors = 0;

        for (Path world : worlds().toList()) {
            List<String> lines = Files.readAllLines(world);
            vectors += lines.stream()
                    .filter(line -> line.startsWith("score,") && !line.endsWith(",0"))
                    .count();
        }

        assertThat(vectors).isGreaterThanOrEqualTo(1_000);
    }

    private static void same(double actual, String text, String line) {
        double expected = Double.parseDouble(text);
        assertThat(Math.abs(actual - expected)).as(line).isLessThanOrEqualTo(TOLERANCE * expected);
    }

    private static Login row(String[] cells) {
        return new Login(
                0,
                0,
                Long.parseLong(cells[1]),
                Double.NaN,
                cells[2],
                cells[4],
                "-",
                "-",
                Long.parseLong(cells[3]),
                cells[5],
                cells[6],
                cells[7],
                cells[8],
                true,
                false,
                false,
                Extras.UNKNOWN,
                Attacker.NONE);
    }
}
