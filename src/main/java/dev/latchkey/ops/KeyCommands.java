package dev.latchkey.ops;

import dev.latchkey.audit.Entry;
import dev.latchkey.audit.Event;
import dev.latchkey.audit.Journal;
import dev.latchkey.keyring.KnownKey;
import dev.latchkey.keyring.Rotation;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Writes;
import dev.latchkey.relyingparty.RelyingParties;
import dev.latchkey.secret.KeyRing;
import jakarta.inject.Singleton;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code latchkey key …}: changes of the key-encryption key. */
@Singleton
final class KeyCommands {
    private static final int SOMETIMES = 20_000;

    private final Rotation rotation;
    private final RelyingParties relyingParties;
    private final Journal journal;
    private final Database database;

    KeyCommands(Rotation rotation, RelyingParties relyingParties, Journal journal, Database database) {
        this.rotation = rotation;
        this.relyingParties = relyingParties;
        this.journal = journal;
        this.database = database;
    }

    CommandSpec commands() {
        CommandSpec group =
                Command.group("key", "The key-encryption key, and closing everything anew under another one.");
        group.addSubcommand(
                "status", Command.of("Says what is closed under which key; reads every account.", this::status));
        group.addSubcommand(
                "reclose",
                Command.of(
                        "Closes anew under latchkey.key what is closed under previous keys. May be broken off and run again.",
                        this::reclose));
        group.addSubcommand(
                "retire",
                Command.of(
                        "Makes sure that nothing needs a previous key, so that it can be taken out of latchkey.previous-keys.",
                        this::retire,
                        "name|the key's name, eight hexadecimal digits, as `key status` shows it"));
        return group;
    }

    private int status(ParseResult arguments, PrintWriter out) {
        List<Rotation.Count> counts = rotation.counts();
        out.printf("%-10s %-12s %-26s %s%n", "KEY", "STATE", "LAST CLOSED UNDER IT", "ROWS");
        for (KnownKey key : rotation.keys()) {
            out.printf(
                    "%-10s %-12s %-26s %s%n",
                    key.text(),
                    state(key),
                    key.lastCurrentAt().map(Instant::toString).orElse("-"),
                    rows(counts.stream()
                            .filter(count -> count.key() == key.name())
                            .toList()));
        }
        List<Rotation.Count> unknown = counts.stream()
                .filter(count -> rotation.keys().stream().noneMatch(key -> key.name() == count.key()))
                .toList();
        unknown.forEach(count -> out.println(KeyRing.text(count.key()) + " is unknown here, and " + count.rows()
                + " rows of " + count.table() + " are closed under it"));
        return unknown.isEmpty() ? Command.DONE : Command.FAILED;
    }

    private int reclose(ParseResult arguments, PrintWriter out) {
        Map<String, Rotation.Progress> last = new HashMap<>();
        rotation.reclose(progress -> {
            long before = Optional.ofNullable(last.put(progress.table(), progress))
                    .map(Rotation.Progress::seen)
                    .orElse(0L);
            if (progress.seen() / SOMETIMES > before / SOMETIMES) {
                out.println("  " + line(progress));
            }
        });
        last.values().stream().map(KeyCommands::line).sorted().forEach(out::println);
        long unopened =
                last.values().stream().mapToLong(Rotation.Progress::unopened).sum();
        if (unopened > 0) {
            out.println(
                    "some rows open under no key that is configured; `latchkey key status` says which key they need");
        }
        return unopened == 0 ? Command.DONE : Command.FAILED;
    }

    private int retire(ParseResult arguments, PrintWriter out) {
        int name = HexFormat.fromHexDigits(Command.parameter(arguments, 0));
        Optional<String> objection = rotation.retire(name);
        if (objection.isPresent()) {
            out.println(KeyRing.text(name) + " cannot go: " + objection.get());
            return Command.FAILED;
        }
        Writes writes = database.writes();
        relyingParties
                .all()
                .forEach(party -> journal.record(
                        writes, Entry.anonymous(party.id(), Event.KEY_RETIRED, Map.of("key", KeyRing.text(name)))));
        writes.send();
        out.println(KeyRing.text(name) + " is retired: take it out of latchkey.previous-keys and restart the replicas");
        return Command.DONE;
    }

    private String state(KnownKey key) {
        if (rotation.isCurrent(key)) {
            return "current";
        }
        if (key.retiredAt().isPresent()) {
            return "retired";
        }
        return rotation.isConfigured(key) ? "previous" : "missing";
    }

    private static String rows(List<Rotation.Count> counts) {
        return counts.isEmpty()
                ? "none"
                : String.join(
                        ", ",
                        counts.stream()
                                .map(count -> count.table() + " " + count.rows())
                                .toList());
    }

    private static String line(Rotation.Progress progress) {
        return progress.table() + ": " + progress.seen() + " rows, " + progress.reclosed() + " closed anew"
                + (progress.unopened() > 0 ? ", " + progress.unopened() + " NOT OPENED" : "");
    }
}
