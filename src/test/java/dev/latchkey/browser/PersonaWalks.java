package dev.latchkey.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.staff.Role;
import dev.latchkey.testing.Operator;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Walks the real pages as every persona, under the policy of the release, and fails when one of them is asked more or less
 * often than it expects. Writes {@code target/walk/walk.md}, and with {@code -Dwalk.write=true} the same into {@code
 * docs/walk.md}. It is no test, so only this command runs it:
 *
 * <pre>./mvnw -Pwalk verify</pre>
 */
@QuarkusTest
class PersonaWalks {
    private static final Path REPORT = Path.of("target/walk/walk.md");
    private static final Path DOCUMENT = Path.of("docs/walk.md");
    private static final String FOUND = "## What it found";

    /** A command that could not walk has not succeeded. */
    @RegisterExtension
    @Order(0)
    static final BeforeAllCallback NEEDED = context -> {
        if (Program.find("CHROMIUM", "chromium", "chromium-browser", "google-chrome")
                        .isEmpty()
                || Program.find("CHROMEDRIVER", "chromedriver").isEmpty()) {
            throw new IllegalStateException("NOT WALKED: this takes chromium and chromedriver on the path");
        }
    };

    @RegisterExtension
    @Order(1)
    static final Browser BROWSER = new Browser();

    @Test
    void everybodyIsAskedAsOftenAsTheyExpect() throws IOException {
        Operator operator = Operator.at("demo", Role.ANALYST);
        List<JsonPath> reports = new ArrayList<>();

        for (String persona : MadeUp.everybody(operator)) {
            reports.add(new MadeUp(BROWSER, operator).walks(persona));
            BROWSER.forgetEverything();
            BROWSER.open("about:blank");
        }

        write(reports);
        assertThat(reports.stream()
                        .filter(report -> !report.getString("walk.result").equals("kept"))
                        .map(report -> report.getString("walk.persona")))
                .as("personas that were not asked as often as they expect; see " + REPORT)
                .isEmpty();
    }

    private static void write(List<JsonPath> reports) throws IOException {
        String found = FOUND + "\n\n" + summary(reports) + "\n"
                + String.join("\n", reports.stream().map(PersonaWalks::steps).toList());
        System.out.println(summary(reports));
        Files.createDirectories(REPORT.getParent());
        Files.writeString(REPORT, found);
        if (Boolean.getBoolean("walk.write")) {
            String document = Files.readString(DOCUMENT);
            Files.writeString(DOCUMENT, document.substring(0, document.indexOf(FOUND)) + found);
        }
    }

    private static String summary(List<JsonPath> reports) {
        StringBuilder table = new StringBuilder("""
                Under the policy of the release (version 0), by a machine: its seconds are no person's, all else is.

                | persona | expects | questions | screens | clicks | seconds | result |
                | --- | --- | ---: | ---: | ---: | ---: | --- |
                """);
        for (JsonPath report : reports) {
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %d | %d | %d | %.1f | %s |%n",
                    report.getString("walk.persona_name"),
                    report.getString("expects.words"),
                    report.getInt("walk.questions"),
                    report.getInt("walk.screens"),
                    report.getInt("walk.clicks"),
                    report.getDouble("walk.seconds"),
                    report.getString("walk.result")));
        }
        return table.toString();
    }

    private static String steps(JsonPath report) {
        StringBuilder text = new StringBuilder("### " + report.getString("walk.persona_name") + "\n\n");
        for (int step = 0; step < report.getList("steps").size(); step++) {
            String at = "steps[" + step + "]";
            text.append(String.format(
                    Locale.ROOT,
                    "%d. **%s.** %s%n   Screens: %s. Clicks: %d.%n",
                    step + 1,
                    report.getString(at + ".title"),
                    report.getString(at + ".words"),
                    String.join(" → ", report.getList(at + ".views.screen", String.class)),
                    report.getInt(at + ".clicks")));
            for (int made = 0; made < report.getList(at + ".decisions").size(); made++) {
                String decision = at + ".decisions[" + made + "]";
                text.append(String.format(
                        "   - %s: %s (%s)%n",
                        report.getString(decision + ".action"),
                        report.getString(decision + ".level"),
                        String.join(", ", report.getList(decision + ".reasons.code", String.class))));
            }
        }
        return text.toString();
    }
}
