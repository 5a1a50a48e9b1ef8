package dev.latchkey.audit;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Facts as text: {@code name=value} in the names' order, one space between. The chain authenticates this text. */
final class Facts {
    private static final Pattern SEPARATOR = Pattern.compile("[\\s=]");

    private Facts() {}

    static String inOneLine(Map<String, String> facts) {
        StringBuilder line = new StringBuilder();
        new TreeMap<>(facts)
                .forEach((name, value) -> line.append(line.isEmpty() ? "" : " ")
                        .append(name)
                        .append('=')
                        .append(SEPARATOR.matcher(value).replaceAll("_")));
        return line.toString();
    }

    static Map<String, String> read(String line) {
        return Arrays.stream(line.split(" "))
                .filter(fact -> fact.indexOf('=') > 0)
                .collect(Collectors.toUnmodifiableMap(
                        fact -> fact.substring(0, fact.indexOf('=')),
                        fact -> fact.substring(fact.indexOf('=') + 1),
                        (one, other) -> one));
    }
}
