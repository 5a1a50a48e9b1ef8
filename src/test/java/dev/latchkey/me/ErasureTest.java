package dev.latchkey.me;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.account.Account;
import dev.latchkey.account.Accounts;
import dev.latchkey.account.PersonalData;
import dev.latchkey.id.AccountId;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.testing.Customer;
import dev.latchkey.testing.Inbox;
import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Every room answers for what it keeps about a person: the contract of {@link PersonalData}, held for all drawers. */
@QuarkusTest
class ErasureTest {
    private static final RelyingPartyId DEMO = new RelyingPartyId("demo");

    @Inject
    DataSource source;

    @Inject
    Accounts accounts;

    @Inject
    @All
    List<PersonalData> drawers;

    @Test
    void everyTableWithAnAccountColumnHasADrawerOrIsTheJournal() throws SQLException {
        List<String> answered =
                drawers.stream().flatMap(drawer -> drawer.tables().stream()).toList();

        List<String> tables = strings("""
                select distinct c.table_name from information_schema.columns c
                join information_schema.tables t using (table_schema, table_name)
                where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
                  and (c.column_name = 'account' or c.table_name in ('account', 'token_family'))
                  and c.table_name not like 'audit\\_%'""");

        assertThat(answered).containsAll(tables).doesNotHaveDuplicates();
    }

    @Test
    void anErasedAccountLeavesNothingButTheJournal() throws SQLException {
        Customer ana = new Customer().signUp("ana");
        ana.signedIn().post("/v1/me/recovery-codes").then().statusCode(201);
        ana.signedIn().post("/v1/me/totp").then().statusCode(201);
        new Inbox("ana").of(ana);
        new Inbox("latter").of(ana);
        UUID account = UUID.fromString(ana.signedIn().get("/v1/me").path("account.id"));
        assertThat(rows(account))
                .containsEntry("passkey_credential", 1)
                .containsEntry("stepup_recovery_code", 10)
                .containsEntry("stepup_totp", 1)
                .containsEntry("notice_address", 1)
                .containsEntry("notice_outbox", 3)
                .containsEntry("notice_stop", 1);

        ana.signedIn().delete("/v1/me").then().statusCode(204);

        assertThat(rows(account).values()).containsOnly(0);
    }

    @Test
    void anExportSaysEverythingThatIsStored() {
        Customer ana = new Customer().signUp("ana");
        ana.signedIn().post("/v1/me/recovery-codes").then().statusCode(201);
        Inbox inbox = new Inbox("ana").of(ana);
        AccountId id =
                new AccountId(UUID.fromString(ana.signedIn().get("/v1/me").path("account.id")));

        Map<String, List<Map<String, Object>>> export = new LinkedHashMap<>();
        QuarkusTransaction.requiringNew().run(() -> {
            Account account = accounts.find(DEMO, id).orElseThrow();
            drawers.forEach(drawer -> export.putAll(drawer.export(account)));
        });

        assertThat(export.get("account").getFirst()).containsEntry("username", "ana");
        assertThat(export.get("recovery_codes")).hasSize(10);
        assertThat(export.get("email_addresses").getFirst()).containsEntry("address", inbox.address());
        assertThat(export.toString()).contains("ana").contains(id.toString());
        assertThat(export.keySet()).hasSizeGreaterThanOrEqualTo(drawers.size());
    }

    private Map<String, Integer> rows(UUID account) throws SQLException {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (String table : List.of(
                "passkey_credential",
                "session",
                "stepup_recovery_code",
                "stepup_ticket",
                "stepup_totp",
                "notice_address",
                "notice_code",
                "notice_stop",
                "notice_outbox")) {
            counts.put(table, count("select count(*) from " + table + " where account = ?", account));
        }
        counts.put("account", count("select count(*) from account where id = ?", account));
        counts.put("token_family", count("""
                        select count(*) from token_family f
                        where not exists (select 1 from session s where s.id = f.session)
                          and f.session in (select session from audit_entry where account = ?)""", account));
        return counts;
    }

    private int count(String sql, UUID account) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, account);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private List<String> strings(String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            List<String> found = new ArrayList<>();
            while (row.next()) {
                found.add(row.getString(1));
            }
            return found;
        }
    }
}
