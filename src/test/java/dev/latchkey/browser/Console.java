package dev.latchkey.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** What the browser writes on its console: nothing but the refusals that a test has named. */
final class Console {
    private static final int SEVERE = 1000;

    private final List<Refusal> expected = new ArrayList<>();

    /** A refusal that a test provokes. */
    private record Refusal(int status, String path) {
        boolean isIn(String line) {
            return line.contains(path) && line.contains("status of " + status);
        }
    }

    /** Forgets what was expected and what was written. */
    void begin(ChromeDriver driver) {
        expected.clear();
        errors(driver);
    }

    void expect(int status, String path) {
        expected.add(new Refusal(status, path));
    }

    /** Fails on an error that nobody named, and on a named refusal that did not come. */
    void isAsExpected(ChromeDriver driver) {
        List<String> errors = errors(driver);
        for (Refusal refusal : expected) {
            assertThat(errors.removeIf(refusal::isIn))
                    .as("the expected refusal %s came, among %s", refusal, errors)
                    .isTrue();
        }
        assertThat(errors).as("errors on the console").isEmpty();
    }

    /** The errors since the last look. */
    List<String> errors(ChromeDriver driver) {
        List<String> errors = new ArrayList<>();
        for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
            String line = entry.getMessage();
            boolean bad = entry.getLevel().intValue() >= SEVERE || line.contains("Content Security Policy");
            // Chromium asks for it by itself wherever a page names no icon.
            if (bad && !line.contains("/favicon.ico ")) {
                errors.add(line);
            }
        }
        return errors;
    }
}
