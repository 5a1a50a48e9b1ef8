package dev.latchkey.faults;

import dev.latchkey.faults.Ledger.Once;
import dev.latchkey.faults.Ledger.Write;
import dev.latchkey.faults.Wire.Outcome;
import dev.latchkey.postgres.OwnServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Looks after a fault for everything that the ledgers hold, and adds it up over the rounds. */
final class Verdicts {
    /** A little less than the ten seconds of the grace window, for the way there. */
    private static final long GRACE_NANOS = 9_000_000_000L;

    private static final String JOURNAL =
            "select event, count(*) from audit_entry where account = ? and event = any(?) group by event";
    private static final String LABELS =
            "select count(*) from decision_label l join decision_log d on d.id = l.decision"
                    + " where d.account = ? and l.label = 'passed'";

    private final OwnServer database;
    private final List<String> losses = new ArrayList<>();
    private final List<String> doubles = new ArrayList<>();
    private final List<String> surprises = new ArrayList<>();
    private final Map<Write, Integer> acknowledged = new HashMap<>();
    private int inDoubt;
    private int tooLateToTell;

    Verdicts(OwnServer database) {
        this.database = database;
    }

    /** Whether a lost refresh is so long ago that its token may rightly be refused. */
    static boolean isPastGrace(Ledger ledger) {
        return ledger.refreshLostAt()
                .filter(at -> System.nanoTime() - at > GRACE_NANOS)
                .isPresent();
    }

    /** Checks the ledgers at a replica that serves again. */
    void check(List<Ledger> ledgers, int port) throws SQLException {
        try (Wire wire = Fleet.wire(port);
                Connection connection = database.asSuperuser()) {
            // First what time takes away: the grace window of refresh tokens.
            ledgers.forEach(ledger -> refresh(wire, ledger));
            for (Ledger ledger : ledgers) {
                if (ledger.hasAccount()) {
                    journal(connection, ledger);
                }
            }
            for (Ledger ledger : ledgers) {
                replay(wire, ledger);
                signIn(wire, ledger);
                surprises.addAll(ledger.surprises());
                for (Write write : Write.values()) {
                    acknowledged.merge(write, ledger.acknowledged(write), Integer::sum);
                    inDoubt += ledger.unknown(write);
                }
            }
        }
    }

    private void refresh(Wire wire, Ledger ledger) {
        if (!ledger.sessionStands()) {
            return;
        }
        boolean past = isPastGrace(ledger);
        Outcome outcome = ledger.patron().refresh(wire);
        if (outcome.status() == 200) {
            return;
        }
        if (past && outcome.status() == 401) {
            tooLateToTell++;
            return;
        }
        losses.add("refresh token of " + ledger.patron().account() + ": " + outcome + ", lost one before: "
                + ledger.refreshLostAt().isPresent());
    }

    private void journal(Connection connection, Ledger ledger) throws SQLException {
        UUID account = ledger.patron().account();
        Map<String, Integer> found = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(JOURNAL)) {
            statement.setObject(1, account);
            statement.setArray(2, connection.createArrayOf("text", new String[] {
                Write.SIGN_UP.event(), Write.SIGN_IN.event(), Write.STEP_UP.event()
            }));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.put(rows.getString(1), rows.getInt(2));
                }
            }
        }
        for (Write write : List.of(Write.SIGN_UP, Write.SIGN_IN, Write.STEP_UP)) {
            compare(ledger, write, "journal entry " + write.event(), found.getOrDefault(write.event(), 0));
        }
        try (PreparedStatement statement = connection.prepareStatement(LABELS)) {
            statement.setObject(1, account);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                compare(ledger, Write.STEP_UP, "label", row.getInt(1));
            }
        }
    }

    private void compare(Ledger ledger, Write write, String what, int found) {
        int least = ledger.acknowledged(write);
        int most = least + ledger.unknown(write);
        if (found < least) {
            losses.add(what + " of " + ledger.patron().account() + ": " + found + " of " + least);
        }
        if (found > most) {
            doubles.add(what + " of " + ledger.patron().account() + ": " + found + ", at most " + most);
        }
    }

    /** What was good once is refused now; what was lost is good once at most. */
    private void replay(Wire wire, Ledger ledger) {
        for (Once once : ledger.spent()) {
            Outcome again = wire.post(once.path(), once.body());
            if (again.status() != 400 && again.status() != 401) {
                doubles.add(once.write() + " once more: " + again);
            }
        }
        for (Once once : ledger.lost()) {
            Outcome first = wire.post(once.path(), once.body());
            Outcome second = wire.post(once.path(), once.body());
            boolean fine =
                    first.status() > 0 && first.status() < 500 && second.status() >= 400 && second.status() < 500;
            if (!fine) {
                doubles.add("lost " + once.write() + " twice more: " + first + " and " + second);
            }
        }
    }

    private void signIn(Wire wire, Ledger ledger) {
        if (ledger.patron().device().credentials().isEmpty()) {
            return;
        }
        Outcome outcome = ledger.patron()
                .assertion(wire)
                .map(answer -> ledger.patron().authenticate(wire, answer))
                .orElseGet(() -> new Outcome.Lost("no options", java.time.Duration.ZERO));
        boolean unknownPasskey = outcome.status() == 404 && !ledger.hasAccount();
        if (outcome.status() != 200 && !unknownPasskey) {
            losses.add("account or passkey: " + outcome);
        }
    }

    boolean hold() {
        return losses.isEmpty() && doubles.isEmpty() && surprises.isEmpty();
    }

    /** What was acknowledged, what was lost, what was spent twice. */
    String seen() {
        String counted =
                "%,d sign-ups, %,d sign-ins, %,d step-ups and %,d refreshes acknowledged, %,d answers lost on the way; "
                        .formatted(
                                count(Write.SIGN_UP),
                                count(Write.SIGN_IN),
                                count(Write.STEP_UP),
                                count(Write.REFRESH),
                                inDoubt);
        String late = tooLateToTell == 0 ? "" : ", %d refreshes past their grace".formatted(tooLateToTell);
        String odd = surprises.isEmpty() ? "" : ", **%d unexplained answers**".formatted(surprises.size());
        return counted + losses.size() + " lost, " + doubles.size() + " double" + late + odd;
    }

    /** The first of what went wrong, of each kind. */
    List<String> worst() {
        List<String> all = new ArrayList<>();
        List.of(losses, doubles, surprises)
                .forEach(some -> some.stream().limit(5).forEach(all::add));
        return all;
    }

    private int count(Write write) {
        return acknowledged.getOrDefault(write, 0);
    }
}
