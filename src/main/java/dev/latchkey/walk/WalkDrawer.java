package dev.latchkey.walk;

import dev.latchkey.account.Account;
import dev.latchkey.account.PersonalData;
import dev.latchkey.postgres.Database;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The walks that somebody of the staff went on. Records of walks stay, to be compared with later ones; whose they were, and
 * the made-up customer's account, go with the account.
 */
@Singleton
final class WalkDrawer implements PersonalData {
    private final Database database;

    WalkDrawer(Database database) {
        this.database = database;
    }

    @Override
    public Set<String> tables() {
        return Set.of("walk");
    }

    @Override
    public Map<String, List<Map<String, Object>>> export(Account account) {
        return Map.of(
                "walks",
                database.many(
                        "select persona, operator_name, started_at::text from walk where operator = ? or account = ? order by 3",
                        row -> {
                            Map<String, Object> record = new LinkedHashMap<>();
                            record.put("persona", row.getString(1));
                            record.put("operator", row.getString(2));
                            record.put("started_at", row.getString(3));
                            return record;
                        },
                        account.id().value(),
                        account.id().value()));
    }

    @Override
    public void erase(Account account) {
        database.write(
                "update walk set account = null where account = ?", account.id().value());
        database.write(
                "update walk set operator = '00000000-0000-0000-0000-000000000000', operator_name = '' where operator = ?",
                account.id().value());
    }
}
