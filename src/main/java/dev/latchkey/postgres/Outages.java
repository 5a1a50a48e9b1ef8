package dev.latchkey.postgres;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.transaction.xa.XAException;

/** Tells an outage of the database, which passes, from a bug, which does not. */
public final class Outages {
    /** PostgreSQL, Appendix A: shut down, crashed, starting, database dropped, no connection left. */
    private static final Set<String> LOST_OR_REFUSED = Set.of("57P01", "57P02", "57P03", "57P04", "53300");

    /** Our own {@code statement_timeout} and {@code idle_in_transaction_session_timeout}: too slow to be of use. */
    private static final Set<String> OUT_OF_TIME = Set.of("57014", "25P03");

    private Outages() {}

    /**
     * Whether {@code failure}, any of its causes or anything suppressed on the way says that PostgreSQL is away: SQLSTATE
     * class 08 (lost or refused connection), {@code 57P0x}, {@code 53300}, a deadline of ours, or a commit whose answer
     * was lost. The caller then answers 503 with {@code Retry-After}. After a lost commit nobody knows whether it stands:
     * ceremonies are begun anew, a refresh may be repeated (decisions of the wire).
     */
    public static boolean isAway(Throwable failure) {
        return all(failure).anyMatch(Outages::saysAway);
    }

    /** Whether the connection itself is gone, not only one statement on it. */
    static boolean lostConnection(SQLException failure) {
        String state = Optional.ofNullable(failure.getSQLState()).orElse("");
        return (state.startsWith("08") || state.startsWith("57P0")) && !state.equals("08001");
    }

    private static boolean saysAway(Throwable cause) {
        return switch (cause) {
            case SocketTimeoutException timeout -> true;
            case SQLException sql -> saysAway(sql);
            // Agroal reports a failed commit like this; a commit that PostgreSQL itself refuses has a state of its own.
            case XAException xa -> xa.getCause() instanceof SQLException sql && saysAway(sql);
            default -> false;
        };
    }

    private static boolean saysAway(SQLException sql) {
        return Optional.ofNullable(sql.getSQLState())
                .map(state -> state.startsWith("08") || LOST_OR_REFUSED.contains(state) || OUT_OF_TIME.contains(state))
                .orElseGet(() -> isAcquisitionFailure(sql));
    }

    /** The pool's own failures have neither a state nor a type. */
    private static boolean isAcquisitionFailure(SQLException sql) {
        String message = Optional.ofNullable(sql.getMessage()).orElse("");
        return message.contains("cquisition timeout") || message.startsWith("Exception while creating new connection");
    }

    private static Stream<Throwable> all(Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        collect(failure, seen);
        return seen.stream();
    }

    private static void collect(Throwable failure, Set<Throwable> seen) {
        if (seen.add(failure)) {
            Optional.ofNullable(failure.getCause()).ifPresent(cause -> collect(cause, seen));
            Arrays.stream(failure.getSuppressed()).forEach(suppressed -> collect(suppressed, seen));
        }
    }
}
