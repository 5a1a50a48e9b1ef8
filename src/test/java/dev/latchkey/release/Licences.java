package dev.latchkey.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads the bill of materials, fails on a licence that nobody has agreed to, and writes the list of all others:
 * {@code ./mvnw -Prelease verify}. Of a component under several licences one that is agreed to is enough; that one is used.
 */
public final class Licences {
    private static final Path BILL = Path.of("target/bom.json");
    private static final Path LIST = Path.of("docs/licences.md");

    /** SPDX identifiers we ship under, and why each is no burden: permissive, or weak copyleft on unchanged libraries. */
    static final Set<String> AGREED = Set.of(
            "Apache-2.0",
            "MIT",
            "MIT-0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "0BSD",
            "CC0-1.0",
            "EPL-1.0",
            "EPL-2.0",
            "LGPL-2.1-only",
            "LGPL-2.1-or-later",
            "Public-Domain",
            "PostgreSQL",
            "W3C",
            "UPL-1.0",
            "Unicode-3.0",
            "GPL-2.0-with-classpath-exception");

    /** What some projects write instead of the identifier. */
    private static final Map<String, String> SPELLINGS = Map.ofEntries(
            Map.entry("apache license, version 2.0", "Apache-2.0"),
            Map.entry("apache license 2.0", "Apache-2.0"),
            Map.entry("the apache software license, version 2.0", "Apache-2.0"),
            Map.entry("apache 2.0", "Apache-2.0"),
            Map.entry("eclipse public license v. 2.0", "EPL-2.0"),
            Map.entry("eclipse distribution license - v 1.0", "BSD-3-Clause"),
            Map.entry("edl 1.0", "BSD-3-Clause"),
            Map.entry("public domain", "Public-Domain"),
            Map.entry("the mit license", "MIT"),
            Map.entry("gnu lesser general public license", "LGPL-2.1-or-later"),
            Map.entry("gpl2 w/ cpe", "GPL-2.0-with-classpath-exception"));

    private Licences() {}

    /** One component of the bill and what it may be used under. */
    record Component(String name, String version, Set<String> licences) {
        boolean isAgreedTo() {
            return licences.stream().anyMatch(AGREED::contains);
        }

        String used() {
            return licences.stream()
                    .filter(AGREED::contains)
                    .sorted()
                    .findFirst()
                    .orElse("?");
        }
    }

    /** Checks and writes. */
    public static void main(String... arguments) throws IOException {
        List<Component> shipped = read(new ObjectMapper().readTree(Files.readString(BILL)));
        List<Component> refused =
                shipped.stream().filter(component -> !component.isAgreedTo()).toList();
        refused.forEach(component -> System.err.println(
                "NOT AGREED TO: " + component.name() + " " + component.version() + " " + component.licences()));
        if (!refused.isEmpty()) {
            System.exit(1);
        }
        Files.writeString(LIST, page(shipped));
        System.out.println(shipped.size() + " components, every licence is agreed to; see " + LIST);
    }

    static List<Component> read(JsonNode bill) {
        List<Component> components = new ArrayList<>();
        for (JsonNode component : bill.path("components")) {
            Set<String> licences = new TreeSet<>();
            for (JsonNode choice : component.path("licenses")) {
                JsonNode licence = choice.path("license");
                String text = choice.hasNonNull("expression")
                        ? choice.path("expression").asText()
                        : licence.path("id").asText(licence.path("name").asText());
                for (String one : text.split(" OR ")) {
                    licences.add(SPELLINGS.getOrDefault(one.strip().toLowerCase(java.util.Locale.ROOT), one.strip()));
                }
            }
            String group = component.path("group").asText();
            components.add(new Component(
                    (group.isEmpty() ? "" : group + ":")
                            + component.path("name").asText(),
                    component.path("version").asText(),
                    licences));
        }
        return components;
    }

    static String page(List<Component> shipped) {
        Map<String, Set<String>> byLicence = new TreeMap<>();
        shipped.forEach(component -> byLicence
                .computeIfAbsent(component.used(), licence -> new TreeSet<>())
                .add("`" + component.name() + "` " + component.version()));
        StringBuilder page = new StringBuilder("""
                # Licences of what is shipped

                Written by `./mvnw -Prelease verify` from the bill of materials; do not edit. A component under several licences is
                listed under the one we use. A licence that is not on the list of `dev.latchkey.release.Licences` fails that build.
                """);
        byLicence.forEach((licence, components) -> {
            page.append("\n## ")
                    .append(licence)
                    .append(" (")
                    .append(components.size())
                    .append(")\n\n");
            components.forEach(component -> page.append("- ").append(component).append('\n'));
        });
        return page.toString();
    }
}
