package dev.latchkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import dev.latchkey.architecture.Arrows;
import dev.latchkey.architecture.Doors;
import dev.latchkey.architecture.Habits;
import dev.latchkey.architecture.House;
import dev.latchkey.architecture.Plant;
import dev.latchkey.architecture.Sources;
import dev.latchkey.architecture.Tables;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rules of CONVENTIONS.md that a machine can hold. Each is held up against the house, where it must find nothing,
 * and against a planted violation, which it must find and name.
 */
class ArrowsTest {
    private static final JavaClasses HOUSE = House.classes();
    private static final Path MAIN = Path.of("src/main/java");

    private static JavaClasses planted;

    @TempDir
    Path folder;

    record Held(String name, ArchRule rule, String culprit, String... plant) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Held> rules() {
        return Stream.of(
                new Held(
                        "arrowsPointDown, none along a floor",
                        Arrows.ARROWS_POINT_DOWN,
                        "dev.latchkey.session.Upward uses dev.latchkey.token.Tokens",
                        "package dev.latchkey.session; class Upward { dev.latchkey.token.Tokens up; }"),
                new Held(
                        "arrowsPointDown, none up",
                        Arrows.ARROWS_POINT_DOWN,
                        "dev.latchkey.account.Upward uses dev.latchkey.passkey.Passkeys",
                        "package dev.latchkey.account; class Upward { dev.latchkey.passkey.Passkeys up; }"),
                new Held(
                        "everyPackageHasAFloor",
                        Arrows.EVERY_PACKAGE_HAS_A_FLOOR,
                        "dev.latchkey.attic.Box is in dev.latchkey.attic, where it has no floor",
                        "package dev.latchkey.attic; class Box {}"),
                new Held(
                        "noCycles",
                        Arrows.NO_CYCLES,
                        "dev.latchkey.me.There.back",
                        "package dev.latchkey.me; public class There { dev.latchkey.stepup.Back back; }",
                        "package dev.latchkey.stepup; public class Back { dev.latchkey.me.There there; }"),
                new Held(
                        "theGroundIsPlainJava",
                        Arrows.THE_GROUND_IS_PLAIN_JAVA,
                        "dev.latchkey.id.Fancy uses com.fasterxml.jackson.annotation.JsonValue",
                        """
                        package dev.latchkey.id;
                        record Fancy(String value) {
                            @com.fasterxml.jackson.annotation.JsonValue public String text() { return value; }
                        }"""),
                new Held(
                        "theGroundKnowsNoDatabase",
                        Arrows.THE_GROUND_KNOWS_NO_DATABASE,
                        "dev.latchkey.secret.Rows",
                        "package dev.latchkey.secret; class Rows { java.sql.Connection connection; }"),
                new Held(
                        "eachLibraryHasOneHome",
                        Arrows.EACH_LIBRARY_HAS_ONE_HOME,
                        "dev.latchkey.session.Signer uses org.jose4j.jws.JsonWebSignature",
                        "package dev.latchkey.session; class Signer { org.jose4j.jws.JsonWebSignature signature; }"),
                new Held(
                        "resourcesTouchNeitherDatabaseNorTransaction",
                        Arrows.RESOURCES_TOUCH_NEITHER_DATABASE_NOR_TRANSACTION,
                        "dev.latchkey.me.EagerResource uses jakarta.transaction.Transactional",
                        """
                        package dev.latchkey.me;
                        @jakarta.ws.rs.Path("/eager")
                        class EagerResource {
                            @jakarta.transaction.Transactional public String get() { return ""; }
                        }"""),
                new Held(
                        "entitiesAndResourcesArePackagePrivate",
                        Doors.ENTITIES_AND_RESOURCES_ARE_PACKAGE_PRIVATE,
                        "dev.latchkey.me.OpenRow",
                        "package dev.latchkey.me; @jakarta.persistence.Entity public class OpenRow {}"),
                new Held(
                        "resourceMethodsArePublic",
                        Doors.RESOURCE_METHODS_ARE_PUBLIC,
                        "dev.latchkey.me.ShyResource.get()",
                        """
                        package dev.latchkey.me;
                        @jakarta.ws.rs.Path("/shy")
                        class ShyResource {
                            @jakarta.ws.rs.GET String get() { return ""; }
                        }"""),
                new Held(
                        "noEntityLeavesThroughAPublicDoor",
                        Doors.NO_ENTITY_LEAVES_THROUGH_A_PUBLIC_DOOR,
                        "dev.latchkey.session.Leaky hands out dev.latchkey.session.Row",
                        """
                        package dev.latchkey.session;
                        public class Leaky {
                            public java.util.List<Row> all() { return java.util.List.of(); }
                        }""",
                        "package dev.latchkey.session; @jakarta.persistence.Entity class Row {}"),
                new Held(
                        "refusalsAreThrownOnlyAtTheDoor",
                        Doors.REFUSALS_ARE_THROWN_ONLY_AT_THE_DOOR,
                        "dev.latchkey.me.Thrower accesses dev.latchkey.problem.ProblemException.<init>",
                        """
                        package dev.latchkey.me;
                        class Thrower {
                            void refuse() {
                                throw new dev.latchkey.problem.ProblemException(dev.latchkey.problem.Problem.NOT_FOUND);
                            }
                        }"""),
                new Held(
                        "outcomesAreSealed",
                        Habits.OUTCOMES_ARE_SEALED,
                        "dev.latchkey.me.AjarOutcome is not sealed",
                        "package dev.latchkey.me; interface AjarOutcome {}"),
                new Held(
                        "outcomesAreSealedOverValues",
                        Habits.OUTCOMES_ARE_SEALED,
                        "permits dev.latchkey.me.LooseOutcome$Open, which is neither record nor enum",
                        """
                        package dev.latchkey.me;
                        sealed interface LooseOutcome { final class Open implements LooseOutcome { int changing; } }"""),
                new Held(
                        "timeComesFromTheInjectedClock",
                        Habits.TIME_COMES_FROM_THE_INJECTED_CLOCK,
                        "dev.latchkey.me.Hasty accesses java.time.Instant.now()",
                        "package dev.latchkey.me; class Hasty { java.time.Instant at = java.time.Instant.now(); }"),
                new Held(
                        "timeComesFromTheInjectedClockByReferenceToo",
                        Habits.TIME_COMES_FROM_THE_INJECTED_CLOCK,
                        "dev.latchkey.me.Sly accesses java.lang.System.currentTimeMillis()",
                        """
                        package dev.latchkey.me;
                        class Sly { java.util.function.LongSupplier at = System::currentTimeMillis; }"""),
                new Held(
                        "randomnessComesFromTheInjectedSecureRandom",
                        Habits.RANDOMNESS_COMES_FROM_THE_INJECTED_SECURE_RANDOM,
                        "dev.latchkey.me.Dice accesses java.util.UUID.randomUUID()",
                        "package dev.latchkey.me; class Dice { java.util.UUID id = java.util.UUID.randomUUID(); }"),
                new Held(
                        "secretsRedactThemselves",
                        Habits.SECRETS_REDACT_THEMSELVES,
                        "dev.latchkey.me.Talkative would print its refreshToken",
                        "package dev.latchkey.me; record Talkative(String refreshToken) {}"),
                new Held(
                        "noDumpingGrounds",
                        Habits.NO_DUMPING_GROUNDS,
                        "dev.latchkey.me.TextUtils is named after nothing",
                        "package dev.latchkey.me; final class TextUtils {}"),
                new Held(
                        "constructorInjectionOnly",
                        Habits.CONSTRUCTOR_INJECTION_ONLY,
                        "dev.latchkey.me.Wired.clock",
                        "package dev.latchkey.me; class Wired { @jakarta.inject.Inject java.time.Clock clock; }"),
                new Held(
                        "sharedBeansHaveFinalFields",
                        Habits.SHARED_BEANS_HAVE_FINAL_FIELDS,
                        "dev.latchkey.me.Moody can change its mood",
                        "package dev.latchkey.me; @jakarta.inject.Singleton class Moody { int mood; }"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void theHouseKeeps(Held held) {
        held.rule().check(HOUSE);
    }

    /** All plants in one bed: compiling is what takes the time. */
    @BeforeAll
    static void plant(@TempDir Path bed) {
        planted = Plant.of(bed, rules().flatMap(held -> Stream.of(held.plant())).toArray(String[]::new));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void aPlantedViolationIsNoticedBy(Held held) {
        assertThatThrownBy(() -> held.rule().check(planted))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(held.culprit());
    }

    @TestFactory
    Stream<DynamicTest> everyArrowAlongAFloorIsNeededByTheRoomsThatAreBuilt() {
        return House.arrowsAlongAFloor(HOUSE)
                .map(arrow -> DynamicTest.dynamicTest(
                        arrow, () -> assertThat(House.usedArrows(HOUSE)).contains(arrow)));
    }

    @Test
    void everyTableIsNamedAfterItsPackage() {
        assertThat(Tables.homeless(Tables.ofTheMigrations())).isEmpty();
        assertThat(Tables.homeless(Set.of("session", "users"))).containsExactly("users is named after no package");
    }

    @Test
    void everyPackageWithATableAnswersForItsPersonalData() {
        assertThat(Tables.unanswered(Tables.ofTheMigrations(), HOUSE)).isEmpty();
        assertThat(Tables.excusedInVain(Tables.ofTheMigrations())).isEmpty();
    }

    @Test
    void aForgottenTableAndAReachingDrawerAreNoticed() {
        Set<String> tables = Set.of("session", "session_diary");
        JavaClasses reaching = Plant.of(folder, """
                package dev.latchkey.me;
                abstract class Reaching implements dev.latchkey.account.PersonalData {
                    @Override public java.util.Set<String> tables() { return java.util.Set.of("session"); }
                }""");

        assertThat(Tables.unanswered(tables, reaching))
                .containsExactly("nobody answers for session_diary", "me answers for session, which is not its own");
    }

    @Test
    void filesStayShort() {
        Sources.longerThan(MAIN, Sources.LONG).forEach(file -> System.out.println("look for the second idea: " + file));
        Path plant = Plant.file(folder, "Long.java", "\n".repeat(301));

        assertThat(Sources.tooLong(MAIN)).isEmpty();
        assertThat(Sources.tooLong(plant)).singleElement().asString().contains("Long.java has 301 lines");
    }

    @Test
    void everyPackageSaysWhatItIsFor() {
        Path plant = Plant.file(folder, "dev/latchkey/mute/Mute.java", "package dev.latchkey.mute; class Mute {}");

        assertThat(Sources.packagesWithoutAWord(MAIN)).isEmpty();
        assertThat(Sources.packagesWithoutAWord(plant))
                .singleElement()
                .asString()
                .contains("mute has no package-info");
    }

    @Test
    void noOpenEndIsWithoutAnIssue() {
        Path plant = Plant.file(folder, "Later.java", "// TODO think\n// TODO(#7) think");

        assertThat(Sources.openEnds(MAIN)).isEmpty();
        assertThat(Sources.openEnds(plant)).singleElement().asString().contains("TODO think");
    }
}
