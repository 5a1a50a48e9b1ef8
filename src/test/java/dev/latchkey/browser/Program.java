package dev.latchkey.browser;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs of this machine that tests use when they are there. */
final class Program {
    private Program() {}

    /** How a program ended and what it wrote. */
    record Ended(int status, String output) {}

    /** The program that the environment variable names; without it, the first of these on the path. */
    static Optional<Path> find(String variable, String... names) {
        Stream<Path> candidates = Optional.ofNullable(System.getenv(variable))
                .map(path -> Stream.of(Path.of(path)))
                .orElseGet(() -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .flatMap(folder -> Stream.of(names).map(name -> Path.of(folder, name))));
        return candidates.filter(Files::isExecutable).findFirst();
    }

    /** Runs a program to its end, or for two minutes at most. */
    static Ended run(Path folder, String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("program", ".txt");
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return new Ended(-1, "it took longer than two minutes");
            }
            return new Ended(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } finally {
            Files.delete(output);
        }
    }
}
