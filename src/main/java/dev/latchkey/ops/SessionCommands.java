package dev.latchkey.ops;

import dev.latchkey.audit.Entry;
import dev.latchkey.audit.Event;
import dev.latchkey.audit.Journal;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Writes;
import dev.latchkey.relyingparty.RelyingParties;
import dev.latchkey.session.EveryonesSessions;
import jakarta.inject.Singleton;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code latchkey session …}. */
@Singleton
final class SessionCommands {
    private static final String REASON = "ended-by-operator";

    private final EveryonesSessions sessions;
    private final RelyingParties relyingParties;
    private final Journal journal;
    private final Database database;

    SessionCommands(EveryonesSessions sessions, RelyingParties relyingParties, Journal journal, Database database) {
        this.sessions = sessions;
        this.relyingParties = relyingParties;
        this.journal = journal;
        this.database = database;
    }

    CommandSpec commands() {
        CommandSpec group = Command.group("session", "Sessions of customers.");
        group.addSubcommand(
                "end-all",
                Command.of(
                        "Ends everybody's sessions and refresh tokens: for tokens or a database role that leaked.",
                        this::endAll,
                        "relying-party|the relying party's short name"));
        return group;
    }

    private int endAll(ParseResult arguments, PrintWriter out) {
        RelyingPartyId id = new RelyingPartyId(Command.parameter(arguments, 0));
        if (relyingParties.find(id).isEmpty()) {
            out.println("no relying party is called " + id + "; `latchkey relying-party list` shows all");
            return Command.FAILED;
        }
        long ended = sessions.end(id, REASON);
        Writes writes = database.writes();
        journal.record(writes, Entry.anonymous(id, Event.SESSIONS_ENDED, Map.of("sessions", Long.toString(ended))));
        writes.send();
        out.println(ended + " sessions of " + id + " ended; access tokens that are out live until they expire, unless"
                + " `latchkey signing-key revoke " + id + "` ends them too");
        return Command.DONE;
    }
}
