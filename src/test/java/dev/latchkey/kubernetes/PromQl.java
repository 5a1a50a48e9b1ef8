package dev.latchkey.kubernetes;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the metrics that an expression of Prometheus speaks of; everything else in it is taken away first. */
final class PromQl {
    private static final Pattern NOISE = Pattern.compile("\"[^\"]*\"|\\{[^}]*}|\\[[^]]*]|<<[^>]*>>"
            + "|\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)|\\boffset\\s+\\w+");
    private static final Pattern NAME = Pattern.compile("(?<![\\w:.])[a-zA-Z_][\\w:]*(?!\\s*\\()\\b(?![\\w:]*\\s*\\()");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "by", "without");

    private static final Pattern SELECTOR = Pattern.compile("([a-zA-Z_:][\\w:]*)\\{([^}]*)}");
    private static final Pattern EQUAL = Pattern.compile("(\\w+)\\s*=\\s*\"([^\"]*)\"");

    private PromQl() {}

    /** One value of a label that an expression wants of a metric. */
    record Wanted(String metric, String label, String value) {}

    static List<Wanted> wanted(String expression) {
        return SELECTOR.matcher(expression)
                .results()
                .flatMap(selector -> EQUAL.matcher(selector.group(2))
                        .results()
                        .map(equal -> new Wanted(selector.group(1), equal.group(1), equal.group(2))))
                .toList();
    }

    static Set<String> metrics(String expression) {
        Set<String> metrics = new TreeSet<>();
        Matcher name = NAME.matcher(NOISE.matcher(expression).replaceAll(" "));
        while (name.find()) {
            if (!WORDS.contains(name.group())) {
                metrics.add(name.group());
            }
        }
        return metrics;
    }
}
