package dev.latchkey.riskbench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Puts the tables between the words around them, which are kept in src/test/resources/riskbench. */
final class Document {
    private static final Path WORDS = Path.of("src/test/resources/riskbench");

    private static final String CALIBRATION = "\n![Probability said and attacks seen](images/risk/calibration.svg)\n";

    private Document() {}

    static String of(Findings findings, String tables) throws IOException {
        return Files.readString(WORDS.resolve("before.md"))
                + "\n## The run\n\n"
                + String.join(
                        "\n", findings.facts.stream().map(fact -> "- " + fact).toList())
                + "\n\n"
                + tables
                + "\n"
                + Files.readString(WORDS.resolve("after.md"))
                + (findings.scorers.getFirst().reliability.known() ? CALIBRATION : "");
    }
}
