package dev.latchkey.bench;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged service as a process of its own, in production's profile, with the demo relying party on localhost. */
final class Service implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    /** A JVM that writes an AOT cache as it ends takes its time. */
    private static final Duration LONGEST_END = Duration.ofMinutes(2);

    private static final byte[] KEY = new byte[32];

    private final String name;
    private final Process process;
    private final int port;
    private final Path log;
    private final Path collections;
    private Duration started = Duration.ZERO;
    private Duration cpuOfStart = Duration.ZERO;

    private Service(String name, Process process, int port, Path home) {
        this.name = name;
        this.process = process;
        this.port = port;
        this.log = logIn(home, name);
        this.collections = collectionsIn(home, name);
    }

    private static Path logIn(Path home, String name) {
        return home.resolve(name + ".log");
    }

    private static Path collectionsIn(Path home, String name) {
        return home.resolve(name + ".gc");
    }

    /** Starts it in a JVM of its own and waits for its first answer. */
    static Service start(Plan plan, String name, Map<String, String> environment, String... settings)
            throws IOException, InterruptedException {
        Path collections = collectionsIn(plan.home(), name).toAbsolutePath();
        Files.deleteIfExists(collections);
        List<String> program = new ArrayList<>();
        program.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        program.addAll(plan.serviceFlags());
        program.add(Garbage.flag(collections));
        return start(plan, name, program, List.of("-jar", plan.service().toString()), environment, settings);
    }

    /** Starts a native executable and waits for its first answer. */
    static Service startNative(Plan plan, Path executable, Map<String, String> environment)
            throws IOException, InterruptedException {
        return start(plan, "service-native", List.of(executable.toString()), List.of(), environment);
    }

    private static Service start(
            Plan plan,
            String name,
            List<String> program,
            List<String> arguments,
            Map<String, String> environment,
            String... settings)
            throws IOException, InterruptedException {
        int port = freePort();
        Map<String, String> own = new HashMap<>();
        own.put("quarkus.http.port", Integer.toString(port));
        own.put("quarkus.management.port", Integer.toString(freePort()));
        own.put("latchkey.allow-desk-settings-in-production", "true");
        own.put("latchkey.limit.exempt", "127.0.0.0/8,::1"); // all load comes from one source
        own.put("latchkey.relying-party.demo.name", "Latchkey demo");
        own.put("latchkey.relying-party.demo.rp-id", "localhost");
        own.put("latchkey.relying-party.demo.hosts", "localhost:" + port);
        own.put("latchkey.relying-party.demo.origins", "http://localhost:" + port);
        List<String> command = new ArrayList<>(program);
        own.forEach((key, value) -> command.add("-D" + key + "=" + value));
        List.of(settings).forEach(setting -> command.add("-D" + setting));
        command.addAll(arguments);
        Path log = logIn(plan.home(), name);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(new File(log.toString()));
        builder.environment().putAll(environment);
        builder.environment().put("LATCHKEY_KEY", Base64.getEncoder().encodeToString(KEY));
        long begun = System.nanoTime();
        Service service = new Service(name, builder.start(), port, plan.home());
        Runtime.getRuntime().addShutdownHook(new Thread(service.process::destroyForcibly));
        service.awaitFirstAnswer();
        service.started = Duration.ofNanos(System.nanoTime() - begun);
        service.cpuOfStart = CpuTime.of(service.processId());
        return service;
    }

    private void awaitFirstAnswer() throws IOException, InterruptedException {
        long begun = System.nanoTime();
        while (process.isAlive() && System.nanoTime() - begun < LONGEST_START.toNanos()) {
            try (Connection connection = connect()) {
                if (connection.get("/v1/relying-party").status() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // Nobody listens there yet.
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
        close();
        throw new IOException("the service did not start: see " + log + "\n" + Files.readString(log));
    }

    /** From the start of its process to its first 200. */
    Duration started() {
        return started;
    }

    /** The CPU it used until then, which other programs on the machine do not lengthen. */
    Duration cpuOfStart() {
        return cpuOfStart;
    }

    /** What this run calls it. */
    String name() {
        return name;
    }

    /** How many bytes it has allocated, up to its last collection. */
    long garbage() {
        return Garbage.allocated(collections);
    }

    long processId() {
        return process.pid();
    }

    /** The origin of its relying party. */
    String origin() {
        return "http://localhost:" + port;
    }

    /** Opens one connection that is kept alive. */
    Connection connect() throws IOException {
        return new Connection(port);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(LONGEST_END.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
