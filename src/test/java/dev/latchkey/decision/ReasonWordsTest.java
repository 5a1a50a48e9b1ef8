package dev.latchkey.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.text.BreakIterator;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every reason is said in every language of the pages, shortly and in plain words. */
class ReasonWordsTest {
    private static final String PREFIX = "reason.";
    private static final int MOST_WORDS = 12;
    private static final Pattern NUMBER = Pattern.compile("\\d|%");

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "fr", "es", "zh", "ar"})
    void everyReasonIsSaidAndNoOther(String language) throws IOException {
        Set<String> reasons = Arrays.stream(Reason.values())
                .map(reason -> PREFIX + reason.code())
                .collect(Collectors.toCollection(TreeSet::new));

        JsonNode words = words(language);

        assertThat(words.properties().stream().map(Map.Entry::getKey).filter(key -> key.startsWith(PREFIX)))
                .containsExactlyInAnyOrderElementsOf(reasons);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "fr", "es", "zh", "ar"})
    void aReasonHasAtMostTwelveWordsAndNoNumber(String language) throws IOException {
        JsonNode words = words(language);

        for (Reason reason : Reason.values()) {
            String text = words.get(PREFIX + reason.code()).asText();
            assertThat(count(text, language))
                    .as("words of “%s”", text)
                    .isPositive()
                    .isLessThanOrEqualTo(language.equals("zh") ? 2 * MOST_WORDS : MOST_WORDS);
            assertThat(text).doesNotContainPattern(NUMBER);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = "en")
    void theApiSaysWhatThePageSays(String language) throws IOException {
        JsonNode words = words(language);

        for (Reason reason : Reason.values()) {
            assertThat(reason.text())
                    .isEqualTo(words.get(PREFIX + reason.code()).asText());
        }
    }

    private static JsonNode words(String language) throws IOException {
        try (InputStream file =
                ReasonWordsTest.class.getResourceAsStream("/META-INF/resources/i18n/" + language + ".json")) {
            return new ObjectMapper().readTree(file);
        }
    }

    /** Words as people count them; Chinese has no spaces, so there it is the dictionary's parts. */
    private static int count(String text, String language) {
        if (!language.equals("zh")) {
            return text.strip().split("\\s+").length;
        }
        BreakIterator parts = BreakIterator.getWordInstance(Locale.forLanguageTag(language));
        parts.setText(text);
        int count = 0;
        for (int from = parts.first(), to = parts.next(); to != BreakIterator.DONE; from = to, to = parts.next()) {
            count += Character.isLetterOrDigit(text.codePointAt(from)) ? 1 : 0;
        }
        return count;
    }
}
