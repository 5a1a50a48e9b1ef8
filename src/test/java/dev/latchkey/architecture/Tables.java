package dev.latchkey.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tables as the migrations make them, and who answers for what they say about a person. */
public final class Tables {
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
    private static final Pattern CREATE =
            Pattern.compile("create\\s+table\\s+(?:if\\s+not\\s+exists\\s+)?(\\w+)(?!\\w)(?!\\s+partition\\s+of)");
    private static final String DRAWER = House.ROOT + ".account.PersonalData";

    /** Tables that need no drawer, and why. */
    public static final Map<String, String> WITHOUT_A_PERSON = Map.ofEntries(
            Map.entry("relying_party", "an organisation and its settings"),
            Map.entry("relying_party_host", "an organisation's hosts"),
            Map.entry("notice_key", "a key of the house"),
            Map.entry("notice_allowance", "how many mails a keyed hash was sent; names no account, gone after an hour"),
            Map.entry("keyring_key", "names of keys, and when they were in use"),
            Map.entry("keyring_kept", "keys of the house"),
            Map.entry("api_client", "an organisation's programs"),
            Map.entry("passkey_spent", "random numbers of ceremonies, gone a quarter of an hour later"),
            Map.entry("token_signing_key", "an organisation's keys"),
            Map.entry("signin_hand_off", "lives a minute and names a session, not a person"),
            Map.entry(
                    "audit_entry",
                    "may not be changed; what it says of a person is closed under a key that erasing destroys"),
            Map.entry("audit_link", "codes over entries"),
            Map.entry("audit_checkpoint", "where the chain of codes begins"),
            Map.entry("audit_retention", "a number of months"),
            Map.entry("staff_invitation_role", "which roles an invitation gives"),
            Map.entry("decision_label", "of a decision, what became of it; names no account"),
            Map.entry("decision_snapshot", "how often everybody shows what, as keyed hashes"),
            Map.entry("decision_policy", "an organisation's numbers, and who of its operators wrote them"),
            Map.entry("decision_replay", "what a policy would have done, and which operator asked; gone after an hour"),
            Map.entry("decision_reveal", "how often an operator looked behind decisions; gone after two days"),
            Map.entry("decision_alert", "counts of a day"),
            Map.entry("decision_drift", "counts of a day"),
            Map.entry("decision_policy_active", "which of them held when"),
            Map.entry("decision_policy_draft", "numbers that are being written, and who of its operators writes them"),
            Map.entry("decision_policy_verdict", "which of them an operator approved"),
            Map.entry("decision_policy_rollout", "which of them were tried how far, and by which operator"),
            Map.entry("decision_trial", "of a decision, what it came to in a trial; names no account"));

    /** Tables whose name does not begin with that of their package. */
    private static final Map<String, String> NAMED_OTHERWISE = Map.of("api_client", "relyingparty");

    private Tables() {}

    /** Returns the tables that the migrations make, partitions left out. */
    public static Set<String> ofTheMigrations() {
        Set<String> tables = new TreeSet<>();
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            for (Path file : files.sorted().toList()) {
                Matcher created = CREATE.matcher(Files.readString(file));
                while (created.find()) {
                    tables.add(created.group(1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tables;
    }

    /** Returns the tables of no package, in a complaint each. */
    public static List<String> homeless(Collection<String> tables) {
        return tables.stream()
                .filter(table -> House.FLOORS.stream().flatMap(Set::stream).noneMatch(room -> isTableOf(room, table)))
                .map(table -> table + " is named after no package")
                .toList();
    }

    /** Returns the tables that are excused from a drawer and are not there. */
    public static List<String> excusedInVain(Collection<String> tables) {
        return WITHOUT_A_PERSON.keySet().stream()
                .filter(table -> !tables.contains(table))
                .sorted()
                .toList();
    }

    /** Returns a complaint for each table that nobody answers for, and for each drawer that reaches into another room. */
    public static List<String> unanswered(Collection<String> tables, JavaClasses classes) {
        Map<String, String> drawers = new TreeMap<>();
        classes.stream()
                .filter(type -> !type.isInterface() && type.isAssignableTo(DRAWER))
                .forEach(drawer -> ClassFiles.textsIn(drawer, "tables")
                        .forEach(table -> drawers.put(table, House.room(drawer).orElse(""))));
        Stream<String> forgotten = tables.stream()
                .filter(table -> !WITHOUT_A_PERSON.containsKey(table) && !drawers.containsKey(table))
                .map(table -> "nobody answers for " + table);
        Stream<String> foreign = drawers.entrySet().stream()
                .filter(answer -> !isTableOf(answer.getValue(), answer.getKey()))
                .map(answer -> answer.getValue() + " answers for " + answer.getKey() + ", which is not its own");
        Stream<String> invented = drawers.keySet().stream()
                .filter(table -> !tables.contains(table))
                .map(table -> "there is no table " + table + " to answer for");
        Stream<String> excused = WITHOUT_A_PERSON.keySet().stream()
                .filter(table -> tables.contains(table) && drawers.containsKey(table))
                .map(table -> table + " is said to hold nothing of a person, and has a drawer");
        return Stream.of(forgotten, foreign, invented, excused)
                .flatMap(found -> found)
                .toList();
    }

    private static boolean isTableOf(String room, String table) {
        return room.equals(NAMED_OTHERWISE.get(table))
                || table.equals(room)
                || table.startsWith(room + "_")
                || table.equals("relying_party") && room.equals("relyingparty")
                || table.startsWith("relying_party_") && room.equals("relyingparty");
    }
}
