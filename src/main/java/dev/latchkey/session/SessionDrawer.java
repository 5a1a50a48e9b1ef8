package dev.latchkey.session;

import dev.latchkey.account.Account;
import dev.latchkey.account.PersonalData;
import dev.latchkey.account.PrivateFacts;
import dev.latchkey.postgres.Database;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The sessions of an account, ended ones included: when, how sure, and on which device. */
@Singleton
final class SessionDrawer implements PersonalData {
    private static final String ALL =
            "select" + SessionReader.COLUMNS + ", end_reason from session where account = ? order by created_at";

    private static final String ERASE = "delete from session where account = ?";

    private final Database database;

    SessionDrawer(Database database) {
        this.database = database;
    }

    @Override
    public Set<String> tables() {
        return Set.of("session");
    }

    @Override
    public Map<String, List<Map<String, Object>>> export(Account account) {
        return Map.of(
                "sessions",
                database.many(
                        ALL,
                        row -> {
                            Map<String, Object> record = exported(account, SessionReader.read(row));
                            Optional.ofNullable(row.getString("end_reason"))
                                    .ifPresent(reason -> record.put("end_reason", reason));
                            return record;
                        },
                        account.id().value()));
    }

    @Override
    public void erase(Account account) {
        database.write(ERASE, account.id().value());
    }

    private static Map<String, Object> exported(Account account, Session session) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("id", session.id().toString());
        record.put("client_id", session.clientId());
        record.put("mode", session.mode().name());
        record.put("acr", session.assurance().acr().urn());
        record.put("auth_time", session.assurance().authTime().toString());
        record.put("created_at", session.createdAt().toString());
        record.put("last_seen_at", session.lastSeenAt().toString());
        record.put("expires_at", session.expiresAt().toString());
        session.credential().ifPresent(credential -> record.put("passkey", credential.toString()));
        session.device()
                .flatMap(device -> PrivateFacts.open(account.key(), device))
                .ifPresent(device -> record.put("device", device.facts()));
        return record;
    }
}
