package dev.latchkey.stepup;

import dev.latchkey.account.Account;
import dev.latchkey.account.PersonalData;
import dev.latchkey.postgres.Database;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Recovery codes and tickets of an account: when they were made and used; the codes themselves are not known. */
@Singleton
final class StepUpDrawer implements PersonalData {
    private final Database database;

    StepUpDrawer(Database database) {
        this.database = database;
    }

    @Override
    public Set<String> tables() {
        return Set.of("stepup_recovery_code", "stepup_ticket");
    }

    @Override
    public Map<String, List<Map<String, Object>>> export(Account account) {
        return Map.of(
                "recovery_codes", dated(account, "created_at", "stepup_recovery_code"),
                "open_checks", dated(account, "expires_at", "stepup_ticket"));
    }

    private List<Map<String, Object>> dated(Account account, String first, String table) {
        return database.many(
                "select " + first + "::text, spent_at::text from " + table + " where account = ? order by 1",
                row -> {
                    Map<String, Object> record = new LinkedHashMap<>();
                    record.put(first, row.getString(1));
                    record.put("spent_at", row.getString(2));
                    return record;
                },
                account.id().value());
    }

    @Override
    public void erase(Account account) {
        database.write(
                "delete from stepup_recovery_code where account = ?",
                account.id().value());
        database.write(
                "delete from stepup_ticket where account = ?", account.id().value());
    }
}
