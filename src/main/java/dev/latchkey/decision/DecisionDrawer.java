package dev.latchkey.decision;

import dev.latchkey.account.Account;
import dev.latchkey.account.PersonalData;
import dev.latchkey.account.PrivateFacts;
import dev.latchkey.id.Bytes;
import dev.latchkey.postgres.Database;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is kept of an account's habits and of the decisions about it. Erasing removes the habits and cuts the decisions
 * loose: their numbers stay for a while and lead to nobody.
 */
@Singleton
final class DecisionDrawer implements PersonalData {
    private final Database database;

    DecisionDrawer(Database database) {
        this.database = database;
    }

    @Override
    public Set<String> tables() {
        return Set.of("decision_profile", "decision_log");
    }

    @Override
    public Map<String, List<Map<String, Object>>> export(Account account) {
        List<Map<String, Object>> habits = database.many(
                """
                select profiling, changed_at::text, recovered_at::text, enrolled_at::text, reported_at::text,
                       held_until::text, revision
                from decision_profile where account = ?""",
                row -> {
                    Map<String, Object> record = new LinkedHashMap<>();
                    record.put("habits_may_be_learned", row.getBoolean(1));
                    record.put("changed_at", row.getString(2));
                    record.put("recovered_at", row.getString(3));
                    record.put("passkey_added_at", row.getString(4));
                    record.put("reported_at", row.getString(5));
                    record.put("held_until", row.getString(6));
                    record.put("sign_ins_learned_from", row.getLong(7));
                    return record;
                },
                account.id().value());
        List<Map<String, Object>> decisions =
                database.many("""
                select id::text, at::text, action, level, reasons, facts from decision_log
                where account = ? order by at""", row -> decision(row, account), account.id().value());
        return Map.of("habits", habits, "decisions", decisions);
    }

    private static Map<String, Object> decision(ResultSet row, Account account) throws SQLException {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("id", row.getString(1));
        record.put("at", row.getString(2));
        record.put("action", row.getString(3));
        record.put("level", row.getString(4));
        record.put("reasons", row.getString(5));
        Optional.ofNullable(row.getBytes(6))
                .map(Bytes::of)
                .flatMap(closed -> PrivateFacts.open(account.key(), closed))
                .ifPresent(facts -> record.putAll(facts.facts()));
        return record;
    }

    @Override
    public void erase(Account account) {
        database.write(
                "delete from decision_profile where account = ?", account.id().value());
        database.one("select decision_forget(?)", row -> true, account.id().value());
    }
}
