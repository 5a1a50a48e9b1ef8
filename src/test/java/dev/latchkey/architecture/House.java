package dev.latchkey.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The plan of the house, as data: which room is on which floor, which arrows along a floor are allowed and why, and
 * where each library with a strong opinion lives. A line more here is a decision; its reason stands beside it.
 */
public final class House {
    static final String ROOT = "dev.latchkey";

    /** From the ground up. Rooms that are planned but not built yet have their place already. */
    static final List<Set<String>> FLOORS = List.of(
            Set.of("id", "secret", "problem", "assurance", "risk"),
            Set.of("relyingparty", "audit", "account", "notice", "keyring", "postgres"),
            Set.of("passkey", "session", "token", "decision", "staff"),
            Set.of(
                    "signin",
                    "me",
                    "stepup",
                    "recovery",
                    "privacy",
                    "support",
                    "ops",
                    "webhook",
                    "oidc",
                    "console",
                    "walk",
                    "edge"),
            // The handle of the front door: the main class, and nothing else.
            Set.of(""));

    private static final Set<String> STEP_UP = Set.of("stepup");

    /** The arrows along a floor. Every other arrow must point down. */
    static final Map<String, Set<String>> SIDEWAYS = Map.ofEntries(
            // Secrets and hashes travel as id.Bytes, which cannot be changed by whoever is handed them.
            Map.entry("secret", Set.of("id")),
            // Whoever keeps rows asks the database for them.
            Map.entry("relyingparty", Set.of("audit", "postgres")),
            // What is closed under the key-encryption key is said to the room that changes it.
            Map.entry("keyring", Set.of("postgres")),
            Map.entry("audit", Set.of("keyring", "postgres")),
            // An account belongs to a relying party, which says whether its names are unique.
            Map.entry("account", Set.of("keyring", "postgres", "relyingparty")),
            // A mail goes to an account, in the name of its relying party.
            Map.entry("notice", Set.of("account", "keyring", "postgres", "relyingparty")),
            // Tokens hang on a session.
            Map.entry("token", Set.of("session")),
            // Whoever works in the console is signed in, in a session that lives.
            Map.entry("staff", Set.of("session", "token")),
            // Journeys end in one more proof; tickets and recovery codes live in stepup.
            Map.entry("signin", STEP_UP),
            Map.entry("me", STEP_UP),
            Map.entry("recovery", STEP_UP),
            Map.entry("privacy", STEP_UP),
            Map.entry("support", STEP_UP),
            Map.entry("oidc", STEP_UP));

    /** Package of a library, and the one room that may import it. */
    static final Map<String, String> HOMES = Map.ofEntries(
            Map.entry("com.webauthn4j", "passkey"),
            Map.entry("org.jose4j", "token"),
            Map.entry("io.smallrye.jwt", "token"),
            Map.entry("org.eclipse.microprofile.jwt", "token"),
            Map.entry("io.quarkus.mailer", "notice"),
            Map.entry("io.vertx.ext.mail", "notice"),
            Map.entry("picocli", "ops"),
            Map.entry("com.eatthepath.otp", "stepup"),
            Map.entry("io.nayuki.qrcodegen", "stepup"),
            Map.entry("com.amazon.corretto", "secret"),
            Map.entry("org.apache.commons.compress", "postgres"),
            Map.entry("org.tukaani", "postgres"),
            Map.entry("org.postgresql", "postgres"),
            Map.entry("io.agroal", "postgres"),
            Map.entry("io.quarkus.agroal", "postgres"),
            Map.entry("javax.sql", "postgres"),
            Map.entry("org.flywaydb", "postgres"),
            Map.entry("io.github.bucket4j", "edge"),
            Map.entry("io.vertx.ext.web", "edge"),
            Map.entry("io.quarkus.vertx.http", "edge"));

    private House() {}

    /** Reads the classes of the service, tests left out. */
    public static JavaClasses classes() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
                .importPackages(ROOT);
    }

    /** The room a class is in; empty when it is not in the house at all. */
    static Optional<String> room(JavaClass type) {
        String name = type.getPackageName();
        if (name.equals(ROOT)) {
            return Optional.of("");
        }
        return name.startsWith(ROOT + ".")
                ? Optional.of(name.substring(ROOT.length() + 1).split("\\.", 2)[0])
                : Optional.empty();
    }

    /** Whether a class is in a room of the plan; outside the rooms there is only the main class. */
    static boolean isAtHome(JavaClass type) {
        return room(type)
                .filter(room -> room.isEmpty()
                        ? Set.of("Latchkey", "package-info").contains(type.getSimpleName())
                        : floor(room).isPresent())
                .isPresent();
    }

    /** The floor of a room, the ground being 0; empty when the plan does not know the room. */
    static Optional<Integer> floor(String room) {
        return FLOORS.stream()
                .filter(rooms -> rooms.contains(room))
                .map(FLOORS::indexOf)
                .findFirst();
    }

    /** Whether {@code from} may use {@code to}. */
    static boolean mayUse(String from, String to) {
        if (from.equals(to) || SIDEWAYS.getOrDefault(from, Set.of()).contains(to)) {
            return true;
        }
        return floor(from)
                .flatMap(upper -> floor(to).map(lower -> lower < upper))
                .orElse(false);
    }

    /** The arrows along a floor that the plan allows between rooms that stand. */
    public static Stream<String> arrowsAlongAFloor(JavaClasses classes) {
        Set<String> built =
                classes.stream().flatMap(type -> room(type).stream()).collect(Collectors.toSet());
        return SIDEWAYS.entrySet().stream()
                .filter(arrows -> built.contains(arrows.getKey()))
                .flatMap(arrows ->
                        arrows.getValue().stream().filter(built::contains).map(to -> arrows.getKey() + " → " + to))
                .sorted();
    }

    /** The arrows between rooms that the classes draw. */
    public static Set<String> usedArrows(JavaClasses classes) {
        return classes.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream()
                        .flatMap(used -> room(used.getTargetClass().getBaseComponentType()).stream())
                        .map(to -> room(type).orElse("") + " → " + to))
                .collect(Collectors.toSet());
    }
}
