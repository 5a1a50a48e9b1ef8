package dev.latchkey.faults;

import dev.latchkey.decision.policy.DefaultPolicy;
import dev.latchkey.testing.Replica;
import dev.latchkey.testing.Replica.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replicas of one service: same settings, same database, one public host. Customers reach any of them under that host,
 * as behind a load balancer.
 */
final class Fleet implements AutoCloseable {
    /** The public host, whose port nobody listens on. */
    static final String HOST = "localhost:8999";

    static final String ORIGIN = "http://" + HOST;

    private static final String PARTY = "latchkey.relying-party.demo.";
    private static final byte[] KEY = new byte[32];
    private static final Pattern CLIENT = Pattern.compile("client id:\\s+(\\S+)\\s+client secret:\\s+(\\S+)");

    private final Map<String, String> settings;
    private final Map<Integer, Replica> running = new HashMap<>();
    private Optional<String> backEnd = Optional.empty();

    /** A fleet on the database that {@code database} names. */
    Fleet(Map<String, String> database) {
        Map<String, String> all = new HashMap<>(database);
        all.put("latchkey.key", Base64.getEncoder().encodeToString(KEY));
        all.put("latchkey.allow-desk-settings-in-production", "true");
        all.put("latchkey.limit.exempt", "127.0.0.0/8,::1"); // all load comes from one source
        all.put(PARTY + "name", "Latchkey demo");
        all.put(PARTY + "rp-id", "localhost");
        all.put(PARTY + "hosts", HOST);
        all.put(PARTY + "origins", ORIGIN);
        all.put(PARTY + "return-addresses", ORIGIN + "/return");
        this.settings = all;
    }

    /** Sets one more setting for all that start from now on. */
    Fleet with(String name, String value) {
        settings.put(name, value);
        return this;
    }

    /** Starts a replica at a free port and waits for it. */
    Replica start(String name) {
        return start(Program.ofThisBuild(Map.of()), name, Replica.freePort());
    }

    /** Starts a replica at a port, where one may have run before, and waits for it. */
    Replica start(Program program, String name, int port) {
        Replica replica = Replica.start(program, Path.of("faults", name).toString(), port, settings);
        running.put(port, replica);
        return replica.awaitStarted();
    }

    /** Starts the replica at {@code port} again. */
    Replica restart(String name, int port) {
        return start(Program.ofThisBuild(Map.of()), name, port);
    }

    /** The replicas that were started, by their ports. */
    List<Integer> ports() {
        return running.keySet().stream().sorted().toList();
    }

    /** Runs one command of the command line to its end. */
    Replica.Ended command(String... arguments) {
        return Replica.run(settings, arguments);
    }

    /** How a back end of an app says who it is; made by the command line when it is asked for first. */
    String backEnd() {
        if (backEnd.isEmpty()) {
            Replica.Ended made = command("api-client", "create", "demo", "faults");
            Matcher client = CLIENT.matcher(made.out());
            if (!client.find()) {
                throw new IllegalStateException("no client was made: " + made);
            }
            askNobody();
            backEnd = Optional.of("Authorization: Basic "
                    + Base64.getEncoder()
                            .encodeToString(
                                    (client.group(1) + ":" + client.group(2)).getBytes(StandardCharsets.UTF_8)));
        }
        return backEnd.get();
    }

    /**
     * Puts a policy in force that never asks on the score: all customers come from one address, and every submission too
     * many is a failed try from there, so that soon all of them would be asked.
     */
    private void askNobody() {
        try {
            Path policy = Files.createDirectories(Path.of("target", "faults")).resolve("policy.json");
            Files.writeString(policy, DefaultPolicy.TEXT.replaceAll("\"budget\": 0\\.\\d+", "\"budget\": 0"));
            Replica.Ended put = command("policy", "put", "demo", policy.toString(), "--comment", "faults");
            Replica.Ended active = command("policy", "activate", "demo", "1");
            if (put.exitCode() != 0 || active.exitCode() != 0) {
                throw new IllegalStateException("the policy was not taken: " + put + active);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A connection to the replica at {@code port}, under the public host. */
    static Wire wire(int port) {
        return new Wire(port, HOST);
    }

    /** The status of one of the probes of a replica, 0 when it does not answer. */
    static int probe(Replica replica, String which) {
        try (Wire wire = new Wire(replica.managementPort(), "localhost")) {
            return wire.get("/q/health/" + which).status();
        }
    }

    @Override
    public void close() {
        running.values().forEach(Replica::kill);
    }
}
