package dev.latchkey.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.browser.Program.Ended;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tests of the pages' and the SDK's plain functions, which Node.js runs without a browser. */
class SdkTest {
    private static final Pattern VERSION = Pattern.compile("v(\\d+)\\.(\\d+)\\..*");
    private static final Pattern PASSED = Pattern.compile("(?m)^(?:#|ℹ) pass (\\d+)$");
    private static final Path HERE = Path.of(".");

    @Test
    void thePlainFunctionsOfPagesAndSdkPassTheirTests() throws IOException, InterruptedException {
        Optional<Path> node = Program.find("NODE", "node", "nodejs");
        if (node.isEmpty()) {
            Skipped.loudly("SdkTest", "no node on the path; Node.js 20.19 or newer runs src/test/js");
        }
        String program = node.orElseThrow().toString();
        String version = Program.run(HERE, program, "--version").output().strip();
        if (!isNewEnough(version)) {
            Skipped.loudly("SdkTest", "node is " + version + "; src/test/js needs 20.19 or newer");
        }

        Ended ended = Program.run(HERE, program, "--test", "src/test/js/");

        assertThat(ended.status()).as(ended.output()).isZero();
        Matcher passed = PASSED.matcher(ended.output());
        assertThat(passed.find()).as(ended.output()).isTrue();
        assertThat(Integer.parseInt(passed.group(1))).isGreaterThan(1);
    }

    private static boolean isNewEnough(String version) {
        Matcher numbers = VERSION.matcher(version);
        if (!numbers.matches()) {
            return false;
        }
        int major = Integer.parseInt(numbers.group(1));
        return major > 20 || major == 20 && Integer.parseInt(numbers.group(2)) >= 19;
    }
}
