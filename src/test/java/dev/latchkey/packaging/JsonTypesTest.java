package dev.latchkey.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.latchkey.testing.JsonCensus;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every type that JSON is read into or written from is registered for the native image. */
class JsonTypesTest {
    @Test
    void everyTypeOfEveryResourceIsRegistered() {
        List<Class<?>> resources = resources();
        Set<String> unregistered = new TreeSet<>();
        int reached = 0;
        for (Class<?> resource : resources) {
            for (Class<?> type : JsonTypes.of(resource)) {
                reached++;
                if (!JsonTypes.isRegistered(type)) {
                    unregistered.add(type.getName());
                }
            }
        }

        assertThat(resources).hasSizeGreaterThan(15);
        assertThat(reached).isGreaterThan(40);
        assertThat(unregistered).isEmpty();
    }

    @Test
    void aTypeThatSomebodyForgotIsFoundHoweverDeep() {
        assertThat(JsonTypes.of(Plant.class))
                .filteredOn(type -> !JsonTypes.isRegistered(type))
                .containsExactlyInAnyOrder(Plant.Forgotten.class, Plant.Kind.class);
    }

    @Test
    void whileTestsRunJsonOfSuchATypeIsRefusedBothWays() {
        ObjectMapper mapper = new ObjectMapper();
        new JsonCensus().customize(mapper);

        assertThatThrownBy(() -> mapper.writeValueAsString(new Plant.Forgotten("x")))
                .hasStackTraceContaining("@RegisterForReflection");
        assertThatThrownBy(() -> mapper.readValue("{\"text\":\"x\"}", Plant.Forgotten.class))
                .hasStackTraceContaining("@RegisterForReflection");
        assertThatThrownBy(() -> mapper.writeValueAsString(
                        new Plant.Outer(List.of(Optional.of(new Plant.Forgotten("x"))), new Plant.Kind.One("y"))))
                .hasStackTraceContaining("Forgotten");
    }

    private static List<Class<?>> resources() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.latchkey").stream()
                        .filter(one -> one.isAnnotatedWith(Path.class))
                        .<Class<?>>map(JavaClass::reflect)
                        .toList();
    }

    /** A resource as nobody should write it. */
    private static final class Plant {
        @RegisterForReflection
        record Outer(List<Optional<Forgotten>> inner, Kind kind) {}

        record Forgotten(String text) {}

        sealed interface Kind {
            @RegisterForReflection
            record One(String text) implements Kind {}
        }

        @GET
        public Outer answer() {
            return new Outer(List.of(), new Kind.One(""));
        }
    }
}
