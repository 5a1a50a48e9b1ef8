package dev.latchkey.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Rules about what a room shows and what leaves it. */
public final class Doors {
    private static final String PATH = "jakarta.ws.rs.Path";
    private static final String ENTITY = "jakarta.persistence.Entity";
    private static final String PROBLEM_EXCEPTION = House.ROOT + ".problem.ProblemException";

    /** Classes that stand at a door without being a resource or a filter: shared words of several resources. */
    private static final Set<String> DOORS =
            Set.of(House.ROOT + ".signin.Door", House.ROOT + ".token.FreshProof", House.ROOT + ".console.policy.Door");

    /** Resources with what is nested in them. */
    static final DescribedPredicate<JavaClass> ARE_RESOURCES = DescribedPredicate.describe(
            "are resources",
            type -> outermost(type).isAnnotatedWith(PATH)
                    || outermost(type).getSimpleName().endsWith("Resource"));

    /** Entities and resources are nobody else's business. */
    public static final ArchRule ENTITIES_AND_RESOURCES_ARE_PACKAGE_PRIVATE = classes()
            .that()
            .areAnnotatedWith(ENTITY)
            .or()
            .areAnnotatedWith(PATH)
            .or()
            .haveSimpleNameEndingWith("Resource")
            .or()
            .areAnnotatedWith("io.smallrye.config.ConfigMapping")
            .should()
            .bePackagePrivate();

    /** A resource's method that is not public is silently not there. */
    public static final ArchRule RESOURCE_METHODS_ARE_PUBLIC = methods()
            .that()
            .areAnnotatedWith(DescribedPredicate.describe(
                    "an HTTP method",
                    annotation -> annotation.getRawType().isAnnotatedWith("jakarta.ws.rs.HttpMethod")))
            .should()
            .bePublic();

    /** Rows stay in their room: no public method speaks of an entity, not even inside a list. */
    public static final ArchRule NO_ENTITY_LEAVES_THROUGH_A_PUBLIC_DOOR = classes()
            .that()
            .arePublic()
            .should(Conditions.complainOfNothing(
                    "hand out no entity",
                    type -> type.getCodeUnits().stream()
                            .filter(unit -> unit.getModifiers().contains(JavaModifier.PUBLIC))
                            .flatMap(unit -> entities(unit)
                                    .map(entity -> "hands out " + entity.getName() + " by " + unit.getFullName()))));

    /** Refusals become exceptions where an answer is written, and nowhere a transaction is open. */
    public static final ArchRule REFUSALS_ARE_THROWN_ONLY_AT_THE_DOOR = classes()
            .that(DescribedPredicate.describe("stand at no door", type -> !isDoor(outermost(type))))
            .should(Conditions.accessNothing(
                    "make no ProblemException",
                    (type, access) -> access.getTargetOwner().getName().equals(PROBLEM_EXCEPTION)
                            && access.getTarget().getName().equals("<init>")));

    private Doors() {}

    private static boolean isDoor(JavaClass type) {
        String name = type.getSimpleName();
        return name.endsWith("Resource")
                || name.endsWith("Filter")
                || House.room(type).equals(Optional.of("edge"))
                || type.getName().equals(PROBLEM_EXCEPTION)
                || DOORS.contains(type.getName());
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(Doors::outermost).orElse(type);
    }

    private static Stream<JavaClass> entities(JavaCodeUnit unit) {
        return Stream.concat(
                        unit.getReturnType().getAllInvolvedRawTypes().stream(),
                        unit.getParameterTypes().stream()
                                .flatMap(parameter -> parameter.getAllInvolvedRawTypes().stream()))
                .filter(used -> used.isAnnotatedWith(ENTITY));
    }
}
