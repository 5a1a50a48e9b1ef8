package dev.latchkey.notice;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** What mails say, in each language: {@code words_<language>.properties} beside this class. */
final class Words {
    private static final Map<Language, Properties> WORDS = read();

    private Words() {}

    /** Returns a sentence with the relying party's name in its places. */
    static String say(Language language, String key, String party) {
        return Optional.ofNullable(WORDS.get(language).getProperty(key))
                .orElseThrow(() -> new IllegalStateException("no words for " + key + " in " + language.tag()))
                .replace("{party}", party);
    }

    static Properties all(Language language) {
        return WORDS.get(language);
    }

    private static Map<Language, Properties> read() {
        Map<Language, Properties> words = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            Properties of = new Properties();
            try (InputStream file = Words.class.getResourceAsStream("words_" + language.tag() + ".properties")) {
                of.load(new InputStreamReader(
                        Optional.ofNullable(file).orElseThrow(() -> new IOException("no words in " + language.tag())),
                        StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            words.put(language, of);
        }
        return Map.copyOf(words);
    }
}
