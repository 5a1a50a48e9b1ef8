package dev.latchkey.postgres;

import io.quarkus.agroal.DataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while PostgreSQL answers, asked afresh each time and within four seconds, and while our clock is within half a
 * minute of its clock: time decides about challenges and tokens, and replicas must agree on it. Asks through the jobs'
 * pool, so that a replica whose pool is merely busy is not taken out of service.
 */
@Readiness
final class DatabaseReady implements HealthCheck {
    private static final String NAME = "database";
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(2);
    private static final Duration LARGEST_DIFFERENCE = Duration.ofSeconds(30);

    private final javax.sql.DataSource source;
    private final Clock clock;

    DatabaseReady(@DataSource("jobs") javax.sql.DataSource source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named(NAME);
        try (Connection connection = source.getConnection()) {
            Duration difference = difference(connection);
            return answer.withData("clock-difference-millis", difference.toMillis())
                    .status(difference.compareTo(LARGEST_DIFFERENCE) <= 0)
                    .build();
        } catch (SQLException e) {
            // The state only: the message may hold addresses and names.
            return answer.withData("reason", Outages.isAway(e) ? "away" : "refuses")
                    .down()
                    .build();
        }
    }

    private Duration difference(Connection connection) throws SQLException {
        int usual = connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, Math.toIntExact(LONGEST_ANSWER.toMillis()));
        Instant before = clock.instant();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select clock_timestamp()")) {
            row.next();
            Instant theirs = row.getObject(1, OffsetDateTime.class).toInstant();
            Instant ours = before.plus(Duration.between(before, clock.instant()).dividedBy(2));
            return Duration.between(ours, theirs).abs();
        } finally {
            connection.setNetworkTimeout(Runnable::run, usual);
        }
    }
}
