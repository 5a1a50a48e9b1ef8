package dev.latchkey.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What PostgreSQL itself forbids the service's role, and that the service will not start as a mightier one. */
@QuarkusTest
class JournalRightsTest {
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    @Inject
    JournalStart start;

    @AfterEach
    void takeRightsBack() {
        JournalFixture.asSuperuser("revoke update, delete, truncate on audit_entry, audit_link from latchkey_app");
        JournalFixture.asSuperuser("alter table audit_checkpoint owner to latchkey_owner");
        JournalFixture.asSuperuser("grant select on audit_checkpoint to latchkey_app");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_entry set facts = ''",
                "delete from audit_entry",
                "truncate audit_entry",
                "select * from audit_entry for update",
                "update audit_entry_rest set facts = ''",
                "delete from audit_entry_rest",
                "update audit_link set seq = seq",
                "delete from audit_link",
                "truncate audit_link",
                "insert into audit_checkpoint select seq, mac, now(), now(), 1, mac from audit_link",
                "delete from audit_checkpoint",
                "update audit_retention set keep_months = 3",
                "alter table audit_entry disable trigger all",
                "alter table audit_entry detach partition audit_entry_rest",
                "drop table audit_entry",
            })
    void theServicesRoleMayNot(String change) {
        SQLException refused = catchThrowableOfType(SQLException.class, () -> JournalFixture.asApp(change));

        assertThat(refused.getSQLState()).isEqualTo(INSUFFICIENT_PRIVILEGE);
    }

    @Test
    void theServicesRoleMayNotDropAYoungMonth() {
        SQLException refused = catchThrowableOfType(
                SQLException.class,
                () -> JournalFixture.asApp("select audit_drop_month(now(), 1, '\\x00', now(), 1, '\\x00')"));

        assertThat(refused.getMessage()).contains("is kept for 13 months");
    }

    @Test
    void theServicesRoleMayMakeMonthsAhead() {
        Throwable failure = catchThrowable(() -> JournalFixture.asApp("select audit_make_months(now(), 4)"));

        assertThat(failure).isNull();
    }

    @Test
    void theServiceStartsAsItsRole() {
        Throwable failure = catchThrowable(() -> start.check(new StartupEvent()));

        assertThat(failure).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"update", "update (facts)", "delete", "truncate"})
    void theServiceDoesNotStartAsARoleThatMay(String right) {
        JournalFixture.asSuperuser("grant " + right + " on audit_entry to latchkey_app");

        ConfigurationException refused =
                catchThrowableOfType(ConfigurationException.class, () -> start.check(new StartupEvent()));

        assertThat(refused)
                .hasMessageStartingWith("quarkus.datasource.username must not be able to change the journal")
                .hasMessageContaining("audit_entry: may " + right.replaceAll(" .*", ""));
    }

    @Test
    void theServiceDoesNotStartAsTheOwner() {
        JournalFixture.asSuperuser("alter table audit_checkpoint owner to latchkey_app");

        ConfigurationException refused =
                catchThrowableOfType(ConfigurationException.class, () -> start.check(new StartupEvent()));

        assertThat(refused).hasMessageContaining("audit_checkpoint: owns it");
    }
}
