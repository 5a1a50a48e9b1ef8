package dev.latchkey.audit;

import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Jobs;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/** Refuses to start when the role we work as could change the journal: then its promise would be worth nothing. */
@Singleton
final class JournalStart {
    private static final String TOO_MIGHTY = """
            select relname || ': ' || case
                when pg_has_role(relowner, 'member') then 'owns it'
                when has_table_privilege(oid, 'update') or has_any_column_privilege(oid, 'update') then 'may update it'
                when has_table_privilege(oid, 'delete') then 'may delete from it'
                else 'may truncate it' end
            from pg_class
            where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname like 'audit\\_%'
              and (pg_has_role(relowner, 'member')
                   or has_table_privilege(oid, 'update') or has_any_column_privilege(oid, 'update')
                   or has_table_privilege(oid, 'delete') or has_table_privilege(oid, 'truncate'))
            order by relname""";

    private static final int BEFORE_SCHEDULED_WORK = -100;

    private final Database database;

    JournalStart(@Jobs Database database) {
        this.database = database;
    }

    void check(@Observes @Priority(BEFORE_SCHEDULED_WORK) StartupEvent started) {
        List<String> powers = database.many(TOO_MIGHTY, row -> row.getString(1));
        if (!powers.isEmpty()) {
            throw new ConfigurationException("quarkus.datasource.username must not be able to change the journal, but "
                    + powers.getFirst() + ": give the service a role of its own and let another own the tables"
                    + " (quarkus.flyway.username)");
        }
    }
}
