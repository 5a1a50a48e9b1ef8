package dev.latchkey.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the images, as far as their files can be read without building them. */
class DockerfilesTest {
    private static final Path DOCKER = Path.of("src/main/docker");
    private static final Pattern MADE_BY_MAVEN = Pattern.compile("target/(\\*-runner|quarkus-app/)");

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.native", "Dockerfile.jvm"})
    void everyRuleOfAnImageIsKept(String name) throws IOException {
        List<String> lines = Files.readAllLines(DOCKER.resolve(name));

        assertThat(broken(lines)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    USER 10001:10001 | USER root | user
                    USER 10001:10001 | USER latchkey | user
                    ARG BASE=gcr.io/distroless/base-nossl-debian12:nonroot | ARG BASE=gcr.io/distroless/base:latest | tag
                    ARG BASE=gcr.io/distroless/base-nossl-debian12:nonroot | ARG BASE=debian:12-slim | shell
                    ARG BASE=gcr.io/distroless/base-nossl-debian12:nonroot | ARG BASE=gcr.io/distroless/base-nossl-debian12 | tag
                    EXPOSE 8080 9000 | ENV LATCHKEY_KEY=c2VjcmV0 | env
                    EXPOSE 8080 9000 | EXPOSE 8080 | ports
                    COPY --chown=0:0 --chmod=0555 target/*-runner /latchkey | COPY src/main/nothing /latchkey | source
                    COPY --chown=0:0 --chmod=0555 target/*-runner /latchkey | ADD target/*-runner /latchkey | add
                    """)
    void oneThatIsBrokenIsNoticed(String line, String instead, String rule) throws IOException {
        List<String> lines = Files.readAllLines(DOCKER.resolve("Dockerfile.native"));
        List<String> changed =
                lines.stream().map(one -> one.equals(line) ? instead : one).toList();

        assertThat(changed).isNotEqualTo(lines);
        assertThat(broken(changed)).contains(rule);
    }

    @Test
    void theContextHoldsWhatIsCopiedAndNothingElse() throws IOException {
        List<String> ignored = Files.readAllLines(Path.of(".dockerignore")).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();

        assertThat(ignored.getFirst()).isEqualTo("*");
        assertThat(ignored.subList(1, ignored.size()))
                .containsExactlyInAnyOrder("!target/*-runner", "!target/quarkus-app/**", "!src/main/docker/train.sh");
    }

    @Test
    void theCacheIsTrainedWithTheFlagsItIsUsedWith() throws IOException {
        String script = Files.readString(DOCKER.resolve("train.sh"));
        String image = Files.readString(DOCKER.resolve("Dockerfile.jvm"));
        String told = Files.readString(Path.of("docs/performance.md"));
        List<String> flags = List.of(
                "-Xms64m",
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+UseTransparentHugePages");

        assertThat(script).contains("flags=(" + String.join(" ", flags) + " --enable-native-access=ALL-UNNAMED)");
        assertThat(image).contains("\"" + String.join("\", \"", flags) + "\", \"--enable-native-access=ALL-UNNAMED\"");
        assertThat(told).contains(String.join(" ", flags));
    }

    /** The rules that these lines break. */
    private static List<String> broken(List<String> lines) {
        List<String> broken = new ArrayList<>();
        List<String> own = lines.stream().filter(line -> !line.startsWith("#")).toList();
        List<String> bases = own.stream()
                .filter(line -> line.startsWith("ARG "))
                .map(line -> line.substring(line.indexOf('=') + 1))
                .toList();
        if (!bases.stream().allMatch(base -> base.contains(":") && !base.endsWith(":latest"))) {
            broken.add("tag");
        }
        if (bases.isEmpty() || !bases.getLast().startsWith("gcr.io/distroless/")) {
            broken.add("shell");
        }
        if (!own.stream().filter(line -> line.startsWith("USER ")).toList().equals(List.of("USER 10001:10001"))) {
            broken.add("user");
        }
        if (!own.contains("EXPOSE 8080 9000")) {
            broken.add("ports");
        }
        if (own.stream().anyMatch(line -> line.startsWith("ENV ") || line.contains("LATCHKEY_KEY"))) {
            broken.add("env");
        }
        if (own.stream().anyMatch(line -> line.startsWith("ADD "))) {
            broken.add("add");
        }
        Set<String> stages = new HashSet<>();
        for (String line : own) {
            if (line.startsWith("FROM ")) {
                String[] words = line.split(" ");
                stages.add(words.length == 4 ? words[3] : "");
            }
            if (line.startsWith("COPY ") && !isThere(line, stages)) {
                broken.add("source");
            }
        }
        return broken;
    }

    private static boolean isThere(String copy, Set<String> stages) {
        List<String> words = Stream.of(copy.split(" +")).toList();
        List<String> from =
                words.stream().filter(word -> word.startsWith("--from=")).toList();
        if (!from.isEmpty()) {
            return stages.contains(from.getFirst().substring("--from=".length()));
        }
        String source = words.get(words.size() - 2);
        return MADE_BY_MAVEN.matcher(source).matches() || Files.exists(Path.of(source));
    }
}
