package dev.latchkey.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Rules about how a class is written, whatever room it is in. */
public final class Habits {
    private static final Pattern DUMPING_GROUND =
            Pattern.compile(".*(Util|Utils|Utilities|Helper|Helpers|Manager|Impl|Dto|DTO|Misc|Common)");
    private static final Set<String> LANDFILLS =
            Set.of("util", "utils", "helper", "common", "misc", "dto", "model", "service", "impl");

    /** Names of what a log must never hold, and the types that would print it. */
    private static final Pattern UNSPEAKABLE = Pattern.compile(
            "(?i)(.*token|.*secret|.*password.*|ticket|codes|recoveryCode|codeVerifier|challenge|cookie|csrf.*|prelogin|"
                    + "username|displayName|nickname|jwt)");

    private static final Set<String> HOLDS_TEXT =
            Set.of("java.lang.String", "java.util.Optional", "java.util.List", House.ROOT + ".id.Bytes", "[B");

    /** The one place that asks the machine what time it is. */
    private static final String CLOCK_PRODUCER = House.ROOT + ".edge.Time";

    /** The one source of randomness, and the embedded server, which starts before any bean exists. */
    private static final Set<String> RANDOM_PRODUCERS =
            Set.of(House.ROOT + ".secret.Secrets", House.ROOT + ".postgres.EmbeddedStart");

    /** Whatever may be refused answers with one of a closed set of values. */
    public static final ArchRule OUTCOMES_ARE_SEALED = classes()
            .that()
            .haveSimpleNameEndingWith("Outcome")
            .should(Conditions.complainOfNothing(
                    "be sealed over immutable values",
                    type -> ClassFiles.permitted(type)
                            .map(cases -> cases.stream()
                                    .filter(name -> !ClassFiles.isValue(type, name))
                                    .map(name -> "permits " + name + ", which is neither record nor enum"))
                            .orElseGet(() -> Stream.of("is not sealed"))));

    /** A test can hold the time, because nothing asks the machine for it behind its back. */
    public static final ArchRule TIME_COMES_FROM_THE_INJECTED_CLOCK = classes()
            .that()
            .doNotHaveFullyQualifiedName(CLOCK_PRODUCER)
            .should(Conditions.accessNothing("ask the injected clock", Habits::asksTheMachineForTheTime));

    /** A test can hold chance, because it comes in by the constructor. */
    public static final ArchRule RANDOMNESS_COMES_FROM_THE_INJECTED_SECURE_RANDOM = classes()
            .should(Conditions.accessNothing(
                    "be handed their randomness",
                    (type, access) ->
                            !RANDOM_PRODUCERS.contains(type.getName()) && makesRandomness(access.getTarget())));

    /** What must not be logged does not print itself. */
    public static final ArchRule SECRETS_REDACT_THEMSELVES = classes()
            .that(DescribedPredicate.describe("are records", JavaClass::isRecord))
            .should(Conditions.complainOfNothing(
                    "redact what must not be logged",
                    type -> ClassFiles.printsItself(type)
                            ? Stream.empty()
                            : type.getFields().stream()
                                    .filter(field ->
                                            UNSPEAKABLE.matcher(field.getName()).matches()
                                                    && HOLDS_TEXT.contains(
                                                            field.getRawType().getName()))
                                    .map(field -> "would print its " + field.getName())));

    /** If a function has no home, the home is missing. */
    public static final ArchRule NO_DUMPING_GROUNDS = classes()
            .should(Conditions.complainOfNothing(
                    "be named after what they do",
                    type -> DUMPING_GROUND.matcher(type.getSimpleName()).matches()
                                    || Stream.of(type.getPackageName().split("\\."))
                                            .anyMatch(LANDFILLS::contains)
                            ? Stream.of("is named after nothing")
                            : Stream.empty()));

    /** Fields are filled by the constructor, never behind its back. */
    public static final ArchRule CONSTRUCTOR_INJECTION_ONLY = noFields()
            .should()
            .beAnnotatedWith("jakarta.inject.Inject")
            .orShould()
            .beAnnotatedWith("jakarta.ws.rs.core.Context")
            .orShould()
            .beAnnotatedWith("org.eclipse.microprofile.config.inject.ConfigProperty")
            .orShould()
            .beAnnotatedWith("jakarta.persistence.PersistenceContext")
            .orShould()
            .beAnnotatedWith("org.eclipse.microprofile.rest.client.inject.RestClient");

    /** What lives as long as the service does not change its parts. */
    public static final ArchRule SHARED_BEANS_HAVE_FINAL_FIELDS = classes()
            .that()
            .areAnnotatedWith("jakarta.inject.Singleton")
            .or()
            .areAnnotatedWith("jakarta.ws.rs.Path")
            .should(Conditions.complainOfNothing(
                    "have final fields",
                    type -> type.getFields().stream()
                            .filter(field -> !field.getModifiers().contains(JavaModifier.FINAL)
                                    && !field.getModifiers().contains(JavaModifier.SYNTHETIC)
                                    && !field.getModifiers().contains(JavaModifier.VOLATILE))
                            .map(field -> "can change its " + field.getName())));

    private Habits() {}

    private static boolean asksTheMachineForTheTime(JavaClass type, JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getTarget().getName();
        return switch (owner) {
            case "java.lang.System" ->
                name.equals("currentTimeMillis")
                        // The embedded server measures how long it waits; no rule of the service depends on it.
                        || name.equals("nanoTime") && !House.room(type).equals(Optional.of("postgres"));
            case "java.time.Clock" -> name.startsWith("system") || name.startsWith("tick");
            case "java.util.Date", "java.util.GregorianCalendar" -> name.equals("<init>");
            case "java.util.Calendar" -> name.equals("getInstance");
            default -> owner.startsWith("java.time.") && name.equals("now") && !isHandedAClock(access.getTarget());
        };
    }

    private static boolean isHandedAClock(AccessTarget target) {
        return target instanceof AccessTarget.CodeUnitAccessTarget unit
                && unit.getRawParameterTypes().stream()
                        .anyMatch(parameter -> parameter.getName().equals("java.time.Clock"));
    }

    private static boolean makesRandomness(AccessTarget target) {
        String owner = target.getOwner().getName();
        String name = target.getName();
        return switch (owner) {
            case "java.security.SecureRandom" ->
                name.equals("<init>") || name.equals("getInstance") || name.equals("getInstanceStrong");
            case "java.util.Random", "java.util.SplittableRandom" -> name.equals("<init>");
            case "java.util.concurrent.ThreadLocalRandom" -> name.equals("current");
            case "java.util.UUID" -> name.equals("randomUUID");
            case "java.lang.Math", "java.lang.StrictMath" -> name.equals("random");
            default -> false;
        };
    }
}
