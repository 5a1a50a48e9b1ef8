package dev.latchkey.postgres;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the {@link Database} of scheduled jobs. */
@Singleton
final class JobsDatabase {
    @Produces
    @Singleton
    @Jobs
    Database jobs(@DataSource("jobs") AgroalDataSource source) {
        return new Database(source);
    }
}
