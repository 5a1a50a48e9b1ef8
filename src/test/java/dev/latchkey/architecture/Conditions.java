package dev.latchkey.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;

/** Makes ArchUnit's conditions out of plain functions, so that a rule reads as one sentence. */
final class Conditions {
    private Conditions() {}

    /** Every complaint of {@code complaints} about a class is a violation. */
    static ArchCondition<JavaClass> complainOfNothing(
            String description, Function<JavaClass, Stream<String>> complaints) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                complaints
                        .apply(type)
                        .distinct()
                        .forEach(complaint ->
                                events.add(SimpleConditionEvent.violated(type, type.getName() + " " + complaint)));
            }
        };
    }

    /** A class depends on nothing for which {@code forbidden} says so, given the class and what it uses. */
    static ArchCondition<JavaClass> useNothing(String description, BiPredicate<JavaClass, JavaClass> forbidden) {
        return complainOfNothing(
                description,
                type -> type.getDirectDependenciesFromSelf().stream()
                        .filter(dependency -> forbidden.test(type, target(dependency)))
                        .map(dependency ->
                                "uses " + target(dependency).getName() + ": " + dependency.getDescription()));
    }

    /** A class calls, refers to and reads nothing for which {@code forbidden} says so. */
    static ArchCondition<JavaClass> accessNothing(String description, BiPredicate<JavaClass, JavaAccess<?>> forbidden) {
        return complainOfNothing(
                description,
                type -> type.getAccessesFromSelf().stream()
                        .filter(access -> forbidden.test(type, access))
                        .map(access ->
                                "accesses " + access.getTarget().getFullName() + ": " + access.getDescription()));
    }

    private static JavaClass target(Dependency dependency) {
        return dependency.getTargetClass().getBaseComponentType();
    }
}
