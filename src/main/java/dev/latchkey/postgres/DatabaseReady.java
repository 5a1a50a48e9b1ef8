package dev.latchkey.postgres;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while PostgreSQL answers, asked afresh each time and within four seconds, and while our clock is within half a
 * minute of its clock: time decides about challenges and tokens, and replicas must agree on it; what they differ by is made
 * up for. Asks through the jobs' pool, so that a replica whose pool is merely busy is not taken out of service.
 */
@Readiness
final class DatabaseReady implements HealthCheck {
    private static final String NAME = "database";
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(2);

    private final javax.sql.DataSource source;
    private final Clock clock;
    private final AtomicReference<Seen> seen = new AtomicReference<>(new Seen(Double.NaN, Double.NaN));

    /** What the last probe found, for the metrics; nothing before the first. */
    private record Seen(double ready, double difference) {}

    DatabaseReady(@DataSource("jobs") javax.sql.DataSource source, Clock clock, MeterRegistry metrics) {
        this.source = source;
        this.clock = clock;
        metrics.gauge("latchkey.database.ready", seen, it -> it.get().ready());
        metrics.gauge("latchkey.clock.difference.seconds", seen, it -> it.get().difference());
    }

    /** Before the first request, and while nobody asks whether we are ready. */
    void atStart(@Observes StartupEvent started) {
        call();
    }

    @Scheduled(every = "10s", delayed = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void byTheClock() {
        call();
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named(NAME);
        try (Connection connection = source.getConnection()) {
            Duration difference = difference(connection);
            boolean ready = difference.compareTo(AgreedClock.LARGEST_DIFFERENCE) <= 0;
            seen.set(new Seen(ready ? 1 : 0, difference.toMillis() / 1000.0));
            return answer.withData("clock-difference-millis", difference.toMillis())
                    .status(ready)
                    .build();
        } catch (SQLException e) {
            seen.set(new Seen(0, Double.NaN));
            // The state only: the message may hold addresses and names.
            return answer.withData("reason", Outages.isAway(e) ? "away" : "refuses")
                    .down()
                    .build();
        }
    }

    private Duration difference(Connection connection) throws SQLException {
        int usual = connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, Math.toIntExact(LONGEST_ANSWER.toMillis()));
        Clock ours = clock instanceof AgreedClock agreed ? agreed.machine() : clock;
        Instant before = ours.instant();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select clock_timestamp()")) {
            row.next();
            Instant theirs = row.getObject(1, OffsetDateTime.class).toInstant();
            Instant meanwhile =
                    before.plus(Duration.between(before, ours.instant()).dividedBy(2));
            Duration behind = Duration.between(meanwhile, theirs);
            if (clock instanceof AgreedClock agreed) {
                agreed.isBehind(behind);
            }
            return behind.abs();
        } finally {
            connection.setNetworkTimeout(Runnable::run, usual);
        }
    }
}
