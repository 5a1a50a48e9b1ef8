package dev.latchkey.account;

import dev.latchkey.postgres.Database;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The account's own row: its names, and the key whose loss makes every copy of its data unreadable. */
@Singleton
final class AccountDrawer implements PersonalData {
    private final Database database;

    AccountDrawer(Database database) {
        this.database = database;
    }

    @Override
    public Set<String> tables() {
        return Set.of("account");
    }

    @Override
    public Map<String, List<Map<String, Object>>> export(Account account) {
        return Map.of(
                "account",
                List.of(Map.of(
                        "id", account.id().toString(),
                        "username", account.label().username(),
                        "displayName", account.label().displayName(),
                        "created_at", account.createdAt().toString())));
    }

    @Override
    public void erase(Account account) {
        database.write("delete from account where id = ?", account.id().value());
    }
}
