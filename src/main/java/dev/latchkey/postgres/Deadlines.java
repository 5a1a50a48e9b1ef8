package dev.latchkey.postgres;

import io.agroal.api.AgroalPoolInterceptor;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * How long a connection waits for an answer. PostgreSQL's own {@code statement_timeout} (see application.properties)
 * ends a slow statement; these ends a wait for a server that is frozen or unreachable and so ends nothing itself. The
 * driver knows whole seconds by configuration only, hence the interceptors.
 */
@Singleton
final class Deadlines {
    private static final Duration REQUEST = Duration.ofMillis(1500);
    private static final Duration JOB = Duration.ofSeconds(25);

    @Produces
    @Singleton
    AgroalPoolInterceptor ofRequests() {
        return new SocketTimeout(REQUEST);
    }

    @Produces
    @Singleton
    @DataSource("jobs")
    AgroalPoolInterceptor ofJobs() {
        return new SocketTimeout(JOB);
    }

    private record SocketTimeout(Duration longest) implements AgroalPoolInterceptor {
        @Override
        public void onConnectionCreate(Connection connection) {
            try {
                connection.setNetworkTimeout(Runnable::run, Math.toIntExact(longest.toMillis()));
            } catch (SQLException e) {
                throw new DatabaseException(e);
            }
        }
    }
}
