package dev.latchkey.ops;

import dev.latchkey.account.Erased;
import dev.latchkey.account.ErasureLedger;
import dev.latchkey.audit.Event;
import dev.latchkey.audit.Journal;
import jakarta.inject.Singleton;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code latchkey erasure …}: what was erased must stay so after a restore. */
@Singleton
final class ErasureCommands {
    private static final String SINCE = "--since";

    private final Ledger ledger;
    private final Journal journal;

    ErasureCommands(Ledger ledger, Journal journal) {
        this.ledger = ledger;
        this.journal = journal;
    }

    CommandSpec commands() {
        CommandSpec group = Command.group("erasure", "The ledger of erased accounts.");
        group.addSubcommand(
                "list",
                Command.of(
                        "Prints the ledger's lines as the journal knows them: keep them apart from the database.",
                        this::list,
                        SINCE + "?|an instant such as 2026-11-22T00:00:00Z; all that the journal has when left out"));
        group.addSubcommand(
                "apply",
                Command.of(
                        "Erases anew every account of a ledger that stands: after a restore.",
                        this::apply,
                        "path|a file of lines, or a folder with a ledger's files"));
        return group;
    }

    private int list(ParseResult arguments, PrintWriter out) {
        Instant since = Command.given(arguments, SINCE).map(Instant::parse).orElse(Instant.EPOCH);
        journal.all(Event.ACCOUNT_ERASED, since).stream()
                .map(erased -> new Erased(erased.at(), erased.relyingParty(), erased.account()))
                .map(Erased::line)
                .forEach(out::println);
        return Command.DONE;
    }

    private int apply(ParseResult arguments, PrintWriter out) {
        List<Erased> lines = ErasureLedger.read(Path.of(Command.parameter(arguments, 0)), Instant.EPOCH);
        int erased = ledger.apply(lines);
        out.println(lines.size() + " lines, " + erased + " accounts stood again and are erased");
        return Command.DONE;
    }
}
