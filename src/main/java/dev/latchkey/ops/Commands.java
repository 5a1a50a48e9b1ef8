package dev.latchkey.ops;

import io.quarkus.runtime.QuarkusApplication;
import jakarta.enterprise.context.Dependent;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The command line. Commands are put together in code, without reflection, so that the native binary has them too.
 */
@Dependent
public final class Commands implements QuarkusApplication {
    private final RelyingPartyCommands relyingParties;
    private final ApiClientCommands apiClients;
    private final SigningKeyCommands signingKeys;
    private final JournalCommands journal;
    private final PolicyCommands policies;
    private final DecisionCommands decisions;
    private final MigrateCommand migrate;
    private final KeyCommands keys;
    private final SessionCommands sessions;
    private final ErasureCommands erasures;
    private final StaffCommands staff;

    Commands(
            RelyingPartyCommands relyingParties,
            ApiClientCommands apiClients,
            SigningKeyCommands signingKeys,
            JournalCommands journal,
            PolicyCommands policies,
            DecisionCommands decisions,
            MigrateCommand migrate,
            KeyCommands keys,
            SessionCommands sessions,
            ErasureCommands erasures,
            StaffCommands staff) {
        this.relyingParties = relyingParties;
        this.apiClients = apiClients;
        this.signingKeys = signingKeys;
        this.journal = journal;
        this.policies = policies;
        this.decisions = decisions;
        this.migrate = migrate;
        this.keys = keys;
        this.sessions = sessions;
        this.erasures = erasures;
        this.staff = staff;
    }

    @Override
    public int run(String... arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        return run(out, err, arguments);
    }

    /** Runs one command and returns its exit code: 0 done, 1 failed, 2 not understood. */
    int run(PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(all())
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    err.println(failure.getMessage());
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .execute(arguments);
    }

    /** Every command there is, below the one that is the executable. */
    CommandSpec all() {
        CommandSpec latchkey = Command.group("latchkey", "Sets up and checks a Latchkey deployment.");
        latchkey.addSubcommand("relying-party", relyingParties.commands());
        latchkey.addSubcommand("api-client", apiClients.commands());
        latchkey.addSubcommand("signing-key", signingKeys.commands());
        latchkey.addSubcommand("key", keys.commands());
        latchkey.addSubcommand("session", sessions.commands());
        latchkey.addSubcommand("erasure", erasures.commands());
        latchkey.addSubcommand("journal", journal.commands());
        latchkey.addSubcommand("policy", policies.commands());
        latchkey.addSubcommand("decision", decisions.commands());
        latchkey.addSubcommand("staff", staff.commands());
        latchkey.addSubcommand("invite-operator", staff.invite());
        latchkey.addSubcommand("migrate", migrate.command());
        return latchkey;
    }
}
