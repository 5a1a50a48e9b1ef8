package dev.latchkey.postgres;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Stream;

/** Tells an outage of the database, which passes, from a bug, which does not. */
public final class Outages {
    /** 57P0x: shut down, crashed, starting. 53300: no connection left. 57014: our own statement time-out. */
    private static final Set<String> STATES = Set.of("57P01", "57P02", "57P03", "57P05", "53300", "57014");

    private Outages() {}

    /**
     * Whether {@code failure} or any of its causes says that PostgreSQL is away: SQLSTATE class 08 (lost or refused
     * connection), {@code 57P0x}, {@code 53300}, a time-out of ours, or a commit whose answer was lost. The caller then
     * answers 503 with {@code Retry-After}.
     */
    public static boolean isAway(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20)
                .anyMatch(Outages::saysAway);
    }

    private static boolean saysAway(Throwable cause) {
        return switch (cause) {
            case SocketTimeoutException timeout -> true;
            case SQLException sql ->
                sql.getSQLState() != null
                        ? sql.getSQLState().startsWith("08") || STATES.contains(sql.getSQLState())
                        : isAcquisitionTimeout(sql);
            default -> false;
        };
    }

    /** Agroal gives neither a state nor a type of its own. */
    private static boolean isAcquisitionTimeout(SQLException e) {
        return e.getMessage() != null && e.getMessage().startsWith("Sorry, acquisition timeout");
    }
}
