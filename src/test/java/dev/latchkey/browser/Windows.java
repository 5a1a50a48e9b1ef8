package dev.latchkey.browser;

import java.util.List;
import java.util.Map;

/** What a browser says of itself on another system. */
final class Windows {
    private Windows() {}

    /** Chrome of this version: its user agent, and client hints that agree with it. */
    static Map<String, Object> chrome(String version) {
        String major = version.split("\\.")[0];
        String agent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/"
                + major + ".0.0.0 Safari/537.36";
        Map<String, Object> hints = Map.of(
                "brands", List.of(brand("Google Chrome", major), brand("Chromium", major)),
                "platform", "Windows",
                "platformVersion", "15.0.0",
                "architecture", "x86",
                "model", "",
                "mobile", false);
        return Map.of("userAgent", agent, "userAgentMetadata", hints);
    }

    private static Map<String, String> brand(String name, String major) {
        return Map.of("brand", name, "version", major);
    }
}
