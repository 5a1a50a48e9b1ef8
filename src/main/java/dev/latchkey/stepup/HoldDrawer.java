package dev.latchkey.stepup;

import dev.latchkey.account.Account;
import dev.latchkey.account.PersonalData;
import dev.latchkey.postgres.Database;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Protected actions of an account that wait: which, since when, until when. */
@Singleton
final class HoldDrawer implements PersonalData {
    private final Database database;

    HoldDrawer(Database database) {
        this.database = database;
    }

    @Override
    public Set<String> tables() {
        return Set.of("stepup_hold");
    }

    @Override
    public Map<String, List<Map<String, Object>>> export(Account account) {
        return Map.of(
                "held_actions",
                database.many(
                        "select action, asked_at::text, ends_at::text from stepup_hold where account = ? order by 2",
                        row -> {
                            Map<String, Object> record = new LinkedHashMap<>();
                            record.put("action", row.getString(1));
                            record.put("asked_at", row.getString(2));
                            record.put("ends_at", row.getString(3));
                            return record;
                        },
                        account.id().value()));
    }

    @Override
    public void erase(Account account) {
        database.write("delete from stepup_hold where account = ?", account.id().value());
    }
}
