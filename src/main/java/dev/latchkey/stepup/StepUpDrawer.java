package dev.latchkey.stepup;

import dev.latchkey.account.Account;
import dev.latchkey.account.PersonalData;
import dev.latchkey.account.PrivateFacts;
import dev.latchkey.id.Bytes;
import dev.latchkey.postgres.Database;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an account proves itself with beside passkeys, and what it was asked: when codes were made and used, when an app was
 * enrolled, which devices asked. Codes are not known, and the app's secret is nobody's business but the app's.
 */
@Singleton
final class StepUpDrawer implements PersonalData {
    private static final List<String> ERASE = List.of(
            "delete from stepup_recovery_code where account = ?",
            "delete from stepup_ticket where account = ?",
            "delete from stepup_totp where account = ?",
            "delete from stepup_approval where account = ?",
            "delete from stepup_failure where account = ?");

    private final Database database;

    StepUpDrawer(Database database) {
        this.database = database;
    }

    @Override
    public Set<String> tables() {
        return Set.of("stepup_recovery_code", "stepup_ticket", "stepup_totp", "stepup_approval", "stepup_failure");
    }

    @Override
    public Map<String, List<Map<String, Object>>> export(Account account) {
        return Map.of(
                "recovery_codes", recoveryCodes(account),
                "checks_asked_for", tickets(account),
                "authenticator_app", apps(account),
                "asked_on_other_devices", approvals(account),
                "wrong_codes", failures(account));
    }

    private List<Map<String, Object>> apps(Account account) {
        return database.many(
                "select confirmed_at::text from stepup_totp where account = ? and secret is not null",
                row -> Map.of("enrolled_at", row.getString(1)),
                account.id().value());
    }

    private List<Map<String, Object>> approvals(Account account) {
        return database.many(
                "select action, asked_at::text, state, device, transaction from stepup_approval where account = ?",
                row -> {
                    Map<String, Object> record = new LinkedHashMap<>();
                    record.put("action", row.getString(1));
                    record.put("asked_at", row.getString(2));
                    record.put("state", row.getString(3));
                    PrivateFacts.open(account.key(), Bytes.of(row.getBytes(4)))
                            .ifPresent(device -> record.putAll(device.facts()));
                    transaction(account, row.getBytes(5)).ifPresent(members -> record.put("transaction", members));
                    return record;
                },
                account.id().value());
    }

    private List<Map<String, Object>> failures(Account account) {
        return database.many(
                "select failures, counted_since::text from stepup_failure where account = ?",
                row -> Map.of("count", row.getInt(1), "since", row.getString(2)),
                account.id().value());
    }

    private List<Map<String, Object>> recoveryCodes(Account account) {
        return database.many(
                """
                select created_at::text, spent_at::text from stepup_recovery_code
                where account = ? order by created_at""",
                row -> {
                    Map<String, Object> record = new LinkedHashMap<>();
                    record.put("created_at", row.getString(1));
                    record.put("spent_at", row.getString(2));
                    return record;
                },
                account.id().value());
    }

    private List<Map<String, Object>> tickets(Account account) {
        return database.many(
                """
                select action, methods, asked_at::text, outcome, transaction from stepup_ticket
                where account = ? order by asked_at""",
                row -> {
                    Map<String, Object> record = new LinkedHashMap<>();
                    record.put("action", row.getString(1));
                    record.put("methods", row.getString(2));
                    record.put("asked_at", row.getString(3));
                    record.put("outcome", row.getString(4));
                    transaction(account, row.getBytes(5)).ifPresent(members -> record.put("transaction", members));
                    return record;
                },
                account.id().value());
    }

    private static Optional<Map<String, Object>> transaction(Account account, byte @Nullable [] closed) {
        return Optional.ofNullable(closed)
                .flatMap(bytes -> Transaction.open(account.key(), Bytes.of(bytes)))
                .map(Transaction::members);
    }

    @Override
    public void erase(Account account) {
        for (String statement : ERASE) {
            database.write(statement, account.id().value());
        }
    }
}
