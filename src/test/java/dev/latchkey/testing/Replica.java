package dev.latchkey.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The packaged service as a process of its own, in production's profile: the jar, or with {@code
 * -Dit.artifact=native} (which the build profile of that name sets) the native executable.
 */
public final class Replica {
    /** Whether the native executable is what is tried. */
    public static final boolean NATIVE =
            System.getProperty("it.artifact", "jar").equals("native");

    private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration COMMAND = Duration.ofMinutes(2);

    private final Process process;
    private final Path out;
    private final Path err;
    private final int port;
    private final int managementPort;

    /**
     * What is run, and in which surroundings.
     *
     * @param jar the packaged service; that of this build stands for the native executable when this is what is tried
     * @param environment what the process sees beside what it inherits, such as a library that shifts its clock
     */
    public record Program(Path jar, Map<String, String> environment) {
        /** What this build has packaged, in these surroundings. */
        public static Program ofThisBuild(Map<String, String> environment) {
            return new Program(JAR, environment);
        }
    }

    /** What a process that has ended said, and its exit code. */
    public record Ended(int exitCode, String out, String err) {}

    private Replica(Process process, Path out, Path err, int port, int managementPort) {
        this.process = process;
        this.out = out;
        this.err = err;
        this.port = port;
        this.managementPort = managementPort;
    }

    /** Returns a port of loopback that nobody uses. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a service that serves at {@code port}; {@link #awaitStarted} tells when it does. */
    public static Replica start(String name, int port, Map<String, String> settings) {
        return start(Program.ofThisBuild(Map.of()), name, port, settings);
    }

    /** As {@link #start(String, int, Map)} with another program. */
    public static Replica start(Program program, String name, int port, Map<String, String> settings) {
        int managementPort = freePort();
        List<String> all = new ArrayList<>(properties(settings));
        all.add("-Dquarkus.http.port=" + port);
        all.add("-Dquarkus.management.port=" + managementPort);
        Path out = Path.of("target", name + ".out");
        Path err = Path.of("target", name + ".err");
        return new Replica(launch(program, all, List.of(), out, err), out, err, port, managementPort);
    }

    /** Runs one command of the command line to its end. */
    public static Ended run(Map<String, String> settings, String... arguments) {
        Path out = Path.of("target", "command.out");
        Path err = Path.of("target", "command.err");
        Process process = launch(Program.ofThisBuild(Map.of()), properties(settings), List.of(arguments), out, err);
        return ended(process, out, err, COMMAND);
    }

    /** Waits until the service says that it has started; fails at once when its process has ended. */
    public Replica awaitStarted() {
        Await.until("start", START, () -> {
            if (!process.isAlive()) {
                throw new AssertionError("ended: " + read(out) + read(err));
            }
            return answers("/q/health/started");
        });
        return this;
    }

    /** Returns where it serves, which is also an origin. */
    public String address() {
        return "http://localhost:" + port;
    }

    /** Speaks to its customers' port. */
    public RawHttp wire() {
        return new RawHttp(port);
    }

    /** Speaks to its management port. */
    public RawHttp management() {
        return new RawHttp(managementPort);
    }

    /** Returns its management port. */
    public int managementPort() {
        return managementPort;
    }

    /** Returns the number of its process. */
    public long processId() {
        return process.pid();
    }

    /** Returns what it has logged so far. */
    public List<String> log() {
        return read(out).lines().toList();
    }

    /** Returns what it has said beside its log so far. */
    public String besideTheLog() {
        return read(err);
    }

    /** Asks it to end (SIGTERM) and waits for it. */
    public Ended terminate() {
        process.destroy();
        return ended(process, out, err, Duration.ofSeconds(30));
    }

    /** Ends it, whatever it does (SIGKILL), and waits until it is gone. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Asks it to end (SIGTERM) and does not wait. */
    public void askToEnd() {
        process.destroy();
    }

    private boolean answers(String path) {
        try {
            return management().send(management().request("GET", path)).status() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private static Process launch(
            Program program, List<String> properties, List<String> arguments, Path out, Path err) {
        List<String> command = new ArrayList<>();
        if (!NATIVE || !program.jar().equals(JAR)) {
            if (!Files.exists(program.jar())) {
                throw new AssertionError("nothing is packaged: run ./mvnw verify");
            }
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            // Short-lived: what the second compiler would save is never earned back.
            command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx256m", "-XX:+UseSerialGC"));
            command.addAll(properties);
            command.addAll(List.of("-jar", program.jar().toString()));
        } else {
            command.add(nativeExecutable().toString());
            command.add("-Xmx256m");
            command.addAll(properties);
        }
        command.addAll(arguments);
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().putAll(program.environment());
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path nativeExecutable() {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.toString().endsWith("-runner") && Files.isExecutable(file))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no executable is there: run ./mvnw verify -Dnative"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> properties(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> "-D" + setting.getKey() + "=" + setting.getValue())
                .toList();
    }

    private static Ended ended(Process process, Path out, Path err, Duration longest) {
        try {
            if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("not ended within " + longest + ": " + read(out));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return new Ended(process.exitValue(), read(out), read(err));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
