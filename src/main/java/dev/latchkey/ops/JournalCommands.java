package dev.latchkey.ops;

import dev.latchkey.audit.Head;
import dev.latchkey.audit.JournalVerifier;
import dev.latchkey.audit.Verdict;
import jakarta.inject.Singleton;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code latchkey journal …}. */
@Singleton
final class JournalCommands {
    private final JournalVerifier verifier;

    JournalCommands(JournalVerifier verifier) {
        this.verifier = verifier;
    }

    CommandSpec commands() {
        CommandSpec group = Command.group("journal", "The journal of what happened.");
        group.addSubcommand(
                "verify", Command.of("Checks that nothing was changed, removed or slipped in.", this::verify));
        group.addSubcommand(
                "verify-head",
                Command.of(
                        "As verify, and that the chain still holds a head that was logged.",
                        this::verifyHead,
                        "seq|the number in the log line \"journal sealed\"",
                        "mac|the mac in that line"));
        return group;
    }

    private int verify(ParseResult arguments, PrintWriter out) {
        return tell(verifier.verify(), out);
    }

    private int verifyHead(ParseResult arguments, PrintWriter out) {
        Head logged = Head.logged(Long.parseLong(Command.parameter(arguments, 0)), Command.parameter(arguments, 1));
        return tell(verifier.verify(logged), out);
    }

    private static int tell(Verdict verdict, PrintWriter out) {
        Head head = verdict.head();
        return switch (verdict) {
            case Verdict.Intact intact -> {
                out.println(
                        "intact: " + intact.entries() + " entries, head seq=" + head.seq() + " mac=" + head.shortMac());
                yield Command.DONE;
            }
            case Verdict.Broken broken -> {
                out.println("BROKEN: " + broken.count() + " findings in " + broken.entries() + " entries");
                broken.findings().forEach(finding -> out.println("  " + finding));
                yield Command.FAILED;
            }
        };
    }
}
