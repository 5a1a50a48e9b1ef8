package dev.latchkey.riskbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every number says whence it is. */
class AssumptionsTest {
    @Test
    void everyConstantIsCitedOrCalledAnAssumption() throws IOException {
        List<String> constants =
                Files.readAllLines(Path.of("src/test/java/dev/latchkey/riskbench/Assumptions.java")).stream()
                        .filter(line -> line.contains("static final"))
                        .toList();

        assertThat(constants)
                .hasSizeGreaterThan(80)
                .allMatch(line -> line.contains("// cited:") || line.contains("// assumption"));
    }
}
