package dev.latchkey.decision.place;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The brands in a {@code Sec-CH-UA} client hint (User-Agent Client Hints §3.1): a list of quoted strings, each with the
 * parameter {@code v} (RFC 9651 §3.1). Some are nonsense on purpose.
 *
 * @param versions major versions by brand, in their order, -1 for one that is no number
 */
record Brands(Map<String, Integer> versions) {
    private static final int LONGEST = 1024;
    private static final int MOST = 16;

    /** Brands with a family of their own; the engine's brand {@code Chromium} is none of them. */
    private static final Map<String, String> FAMILIES = Map.ofEntries(
            Map.entry("Google Chrome", "Chrome"),
            Map.entry("Microsoft Edge", "Edge"),
            Map.entry("Microsoft Edge WebView2", "Edge"),
            Map.entry("Opera", "Opera"),
            Map.entry("Opera GX", "Opera"),
            Map.entry("OperaMobile", "Opera"),
            Map.entry("Brave", "Brave"),
            Map.entry("Samsung Internet", "Samsung Internet"),
            Map.entry("Vivaldi", "Vivaldi"),
            Map.entry("YaBrowser", "Yandex Browser"),
            Map.entry("Yandex", "Yandex Browser"),
            Map.entry("Whale", "Whale"),
            Map.entry("DuckDuckGo", "DuckDuckGo"),
            Map.entry("HeadlessChrome", "Headless Chrome"),
            Map.entry("Android WebView", "Android WebView"));

    private static final String ENGINE = "Chromium";

    /** Reads the hint; empty when it has another form, which no browser sends. */
    static Optional<Brands> parse(String hint) {
        if (hint.length() > LONGEST) {
            return Optional.empty();
        }
        Map<String, Integer> versions = new LinkedHashMap<>();
        int at = 0;
        while (at < hint.length() && versions.size() < MOST) {
            int nameEnds = closing(hint, at);
            if (nameEnds < 0 || !hint.startsWith(";v=", nameEnds + 1)) {
                return Optional.empty();
            }
            int versionBegins = nameEnds + ";v=".length() + 1;
            int versionEnds = closing(hint, versionBegins);
            if (versionEnds < 0) {
                return Optional.empty();
            }
            versions.put(hint.substring(at + 1, nameEnds), AgentText.numberAt(hint, versionBegins + 1));
            at = versionEnds + 1;
            while (at < hint.length() && (hint.charAt(at) == ',' || hint.charAt(at) == ' ')) {
                at++;
            }
        }
        return versions.isEmpty() ? Optional.empty() : Optional.of(new Brands(versions));
    }

    /** Where the quoted string that begins at {@code open} ends; -1 when none does. */
    private static int closing(String text, int open) {
        if (open >= text.length() || text.charAt(open) != '"') {
            return -1;
        }
        for (int at = open + 1; at < text.length(); at++) {
            if (text.charAt(at) == '\\') {
                at++;
            } else if (text.charAt(at) == '"') {
                return at;
            }
        }
        return -1;
    }

    /** The browser that the hint names; its engine's name when it names no browser that is known here. */
    Optional<Family> browser() {
        return versions.entrySet().stream()
                .filter(brand -> FAMILIES.containsKey(brand.getKey()))
                .map(brand -> Family.of(FAMILIES.get(brand.getKey()), brand.getValue()))
                .findFirst()
                .or(() -> Optional.ofNullable(versions.get(ENGINE)).map(major -> Family.of(ENGINE, major)));
    }

    /** The engine's major version; empty when the hint does not say it. */
    Optional<Integer> engine() {
        return Optional.ofNullable(versions.get(ENGINE));
    }
}
