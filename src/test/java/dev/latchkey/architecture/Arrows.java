package dev.latchkey.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Rules about who may know whom. */
public final class Arrows {
    private static final Set<String> PLAIN = Set.of("id", "assurance", "risk");
    private static final List<String> DATABASE = List.of(
            "java.sql.",
            "javax.sql.",
            "jakarta.transaction.",
            "jakarta.persistence.",
            "org.hibernate.",
            "io.quarkus.hibernate.",
            "io.quarkus.narayana.",
            House.ROOT + ".postgres.");

    /** A room uses what is below it, and along its floor only what the plan allows. */
    public static final ArchRule ARROWS_POINT_DOWN = classes()
            .should(Conditions.useNothing(
                    "use only rooms below their own, or along the floor as the plan allows",
                    (type, used) -> House.room(used)
                            .filter(to -> !House.mayUse(House.room(type).orElse(""), to))
                            .isPresent()));

    /** No class lies about outside the rooms of the plan. */
    public static final ArchRule EVERY_PACKAGE_HAS_A_FLOOR = classes()
            .should(Conditions.complainOfNothing(
                    "live in a room of the plan",
                    type -> House.isAtHome(type)
                            ? Stream.empty()
                            : Stream.of("is in " + type.getPackageName() + ", where it has no floor")));

    /** No two rooms know each other, not even by a detour. */
    public static final ArchRule NO_CYCLES =
            slices().matching(House.ROOT + ".(*)..").should().beFreeOfCycles();

    /** What is computed on the ground depends on its arguments alone. */
    public static final ArchRule THE_GROUND_IS_PLAIN_JAVA = classes()
            .that()
            .resideInAnyPackage(
                    PLAIN.stream().map(room -> House.ROOT + "." + room + "..").toArray(String[]::new))
            .should(Conditions.useNothing("use the JDK and each other only", (type, used) -> !isPlain(used)));

    /** A library with a strong opinion is imported in one room. */
    public static final ArchRule EACH_LIBRARY_HAS_ONE_HOME = classes()
            .should(Conditions.useNothing(
                    "leave each library to its home",
                    (type, used) -> House.HOMES.entrySet().stream()
                            .filter(home -> isIn(used, home.getKey()))
                            .map(Map.Entry::getValue)
                            .anyMatch(home -> !House.room(type).orElse("").equals(home))));

    /** A resource parses and answers; transactions and statements are further in. */
    public static final ArchRule RESOURCES_TOUCH_NEITHER_DATABASE_NOR_TRANSACTION = classes()
            .that(Doors.ARE_RESOURCES)
            .should(Conditions.useNothing(
                    "touch neither database nor transaction",
                    (type, used) -> DATABASE.stream().anyMatch(used.getName()::startsWith)
                            // Leads away from the event loop and knows no statement.
                            && !used.getName().equals(House.ROOT + ".postgres.OffLoop")));

    /** Code that is asked for by the framework's name for a database lives with the tables. */
    public static final ArchRule THE_GROUND_KNOWS_NO_DATABASE = noClasses()
            .that()
            .resideInAnyPackage(House.FLOORS.getFirst().stream()
                    .map(room -> House.ROOT + "." + room + "..")
                    .toArray(String[]::new))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "jakarta.persistence..", "jakarta.transaction..");

    private Arrows() {}

    private static boolean isPlain(JavaClass used) {
        return used.isPrimitive()
                || isIn(used, "java")
                || isIn(used, "org.jspecify.annotations")
                || House.room(used).filter(PLAIN::contains).isPresent();
    }

    private static boolean isIn(JavaClass type, String tree) {
        return type.getPackageName().equals(tree) || type.getPackageName().startsWith(tree + ".");
    }
}
