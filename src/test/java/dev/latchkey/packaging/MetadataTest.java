package dev.latchkey.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is registered for the native image is there, and what our code reads is registered. */
class MetadataTest {
    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Set<String> CHANCE = Stream.of(SecureRandom.class, Random.class, SplittableRandom.class)
            .map(Class::getName)
            .collect(Collectors.toSet());

    /** The unpacker of a desk's PostgreSQL, which an image does not hold (EmbeddedPostgresConfig). */
    private static final Set<String> NOT_IN_AN_IMAGE = Set.of("postgres");

    private final Metadata metadata = Metadata.ofTheProject();

    @Test
    void everyTypeThatIsRegisteredExistsWithItsConstructors() {
        assertThat(metadata.types()).isNotEmpty();
        for (JsonNode entry : metadata.types()) {
            assertThat(missing(entry)).as("%s", entry).isEmpty();
        }
    }

    @Test
    void everyResourceOfOursIsCoveredByAPattern() {
        List<String> resources = ours();

        assertThat(resources).hasSizeGreaterThan(5);
        assertThat(Metadata.uncovered(resources, metadata.globs())).isEmpty();
    }

    @Test
    void aResourceWhosePatternIsTakenAwayIsMissed() {
        List<String> resources = ours();

        for (String glob : metadata.globs()) {
            List<String> others = new ArrayList<>(metadata.globs());
            others.remove(glob);

            assertThat(Metadata.uncovered(resources, others)).as(glob).isNotEmpty();
        }
    }

    @Test
    void everyPatternMeetsAResource() throws IOException {
        List<String> resources = ours();

        assertThat(metadata.globs())
                .allSatisfy(glob -> assertThat(resources).anyMatch(resource -> Metadata.matches(glob, resource)));
        Path modules = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules");
        assertThat(metadata.ofTheJdk())
                .allSatisfy(resource ->
                        assertThat(Files.exists(modules.resolve(resource))).isTrue());
    }

    @Test
    void whoeverReadsAResourceHasRegisteredItsOwn() {
        Set<String> reading = callers("getResourceAsStream", "getResource");

        reading.removeAll(NOT_IN_AN_IMAGE);

        assertThat(reading).isNotEmpty();
        assertThat(reading)
                .allSatisfy(room ->
                        assertThat(metadata.globs()).anyMatch(glob -> glob.startsWith("dev/latchkey/" + room + "/")));
    }

    @Test
    void nothingOfOursLooksForClassesByName() {
        assertThat(callers("forName", "getDeclaredConstructor", "newInstance", "getDeclaredMethod", "getDeclaredField"))
                .isEmpty();
    }

    /** A seed in the image would be the same wherever it runs. */
    @Test
    void noChanceIsKeptInAnImage() {
        List<String> kept = new ArrayList<>();
        for (JavaClass one :
                classes("dev.latchkey", "com.webauthn4j", "com.eatthepath", "io.nayuki", "com.maxmind", "picocli")) {
            if (!metadata.atRunTime().contains(one.getName())) {
                one.getFields().stream()
                        .filter(MetadataTest::isStaticChance)
                        .map(JavaField::getFullName)
                        .forEach(kept::add);
            }
        }

        assertThat(kept).isEmpty();
        assertThat(classes("com.webauthn4j").get("com.webauthn4j.util.ECUtil").getFields())
                .as("the one that is known")
                .anyMatch(MetadataTest::isStaticChance);
    }

    @Test
    void whatIsInitialisedWhereItRunsExistsAndSaysWhy() throws IOException {
        assertThat(metadata.atRunTime())
                .allSatisfy(name -> assertThat(exists(name)).as(name).isTrue());
        for (Path file : Metadata.files(RESOURCES.resolve("META-INF/native-image"))) {
            if (file.toString().endsWith(".properties")) {
                assertThat(Files.readString(file)).as("%s", file).startsWith("# ");
            }
        }
    }

    private static boolean isStaticChance(JavaField field) {
        return field.getModifiers().contains(JavaModifier.STATIC)
                && CHANCE.contains(field.getRawType().getName());
    }

    private static boolean exists(String name) {
        return Optional.ofNullable(MetadataTest.class.getResource("/" + name.replace('.', '/') + ".class"))
                        .isPresent()
                || Optional.ofNullable(MetadataTest.class.getResource("/" + name.replace('.', '/')))
                        .isPresent();
    }

    private static List<String> missing(JsonNode entry) {
        List<String> missing = new ArrayList<>();
        try {
            Class<?> type = Class.forName(entry.path("type").asText());
            entry.path("methods").valueStream().forEach(method -> {
                List<String> parameters = method.path("parameterTypes")
                        .valueStream()
                        .map(JsonNode::asText)
                        .toList();
                Stream<? extends java.lang.reflect.Executable> candidates =
                        method.path("name").asText().equals("<init>")
                                ? Arrays.stream(type.getDeclaredConstructors())
                                : Arrays.stream(type.getDeclaredMethods())
                                        .filter(one -> one.getName()
                                                .equals(method.path("name").asText()));
                if (candidates.noneMatch(one -> Arrays.stream(one.getParameterTypes())
                        .map(Class::getName)
                        .toList()
                        .equals(parameters))) {
                    missing.add(method.toString());
                }
            });
        } catch (ClassNotFoundException e) {
            missing.add(e.getMessage());
        }
        return missing;
    }

    /** The files beside our classes; everything else is Quarkus' to find: pages, migrations, configuration, services. */
    private static List<String> ours() {
        return Metadata.files(RESOURCES.resolve("dev")).stream()
                .map(file -> RESOURCES.relativize(file).toString())
                .toList();
    }

    private static Set<String> callers(String... methods) {
        Set<String> names = Set.of(methods);
        return classes("dev.latchkey").stream()
                .filter(one -> one.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> names.contains(call.getName())
                                && Set.of("java.lang.Class", "java.lang.ClassLoader", "java.lang.reflect.Constructor")
                                        .contains(call.getTargetOwner().getName())))
                .map(one -> one.getPackageName().split("\\.")[2])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static JavaClasses classes(String... packages) {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(packages);
    }
}
