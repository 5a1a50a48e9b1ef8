package dev.latchkey.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What axe-core can find against WCAG 2.2 A and AA, in light and in dark. */
final class Axe {
    private static final String TEXT = text();

    private Axe() {}

    /** Fails on anything that it finds in what the browser shows. */
    static void nothingIsFound(Browser browser, String view) {
        for (boolean dark : List.of(false, true)) {
            if (dark) {
                browser.dark();
            } else {
                browser.light();
            }
            browser.driver().executeScript(TEXT);
            Object found = browser.driver().executeAsyncScript("""
                    const done = arguments[0];
                    document.getAnimations().filter((one) => one.effect.getComputedTiming().iterations !== Infinity).forEach((one) => one.finish());
                    axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
                      .then(({ violations }) => done(violations.flatMap(({ id, nodes }) =>
                        nodes.map(({ target, failureSummary }) => `${id} ${target}: ${failureSummary}`))), (error) => done([String(error)]));
                    """);
            assertThat((List<?>) found)
                    .as("%s in %s", view, dark ? "dark" : "light")
                    .isEmpty();
        }
    }

    private static String text() {
        try (InputStream file =
                Axe.class.getResourceAsStream("/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException cannotRead) {
            throw new UncheckedIOException(cannotRead);
        }
    }
}
