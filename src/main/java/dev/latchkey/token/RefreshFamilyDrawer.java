package dev.latchkey.token;

import dev.latchkey.account.Account;
import dev.latchkey.account.PersonalData;
import dev.latchkey.postgres.Database;
import dev.latchkey.session.Sessions;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The refresh families of an account's sessions: how often each was renewed. The tokens themselves are secrets. */
@Singleton
final class RefreshFamilyDrawer implements PersonalData {
    private static final String ONE = "select generation, rotated_at::text from token_family where session = ?";

    private static final String ERASE = "delete from token_family where session = ?";

    private final Database database;
    private final Sessions sessions;

    RefreshFamilyDrawer(Database database, Sessions sessions) {
        this.database = database;
        this.sessions = sessions;
    }

    @Override
    public Set<String> tables() {
        return Set.of("token_family");
    }

    @Override
    public Map<String, List<Map<String, Object>>> export(Account account) {
        return Map.of(
                "renewals",
                sessions.idsOf(account.id()).stream()
                        .flatMap(session -> database
                                .one(
                                        ONE,
                                        row -> Map.<String, Object>of(
                                                "session", session.toString(),
                                                "renewed", row.getInt(1) - 1,
                                                "last_renewed_at",
                                                        Optional.ofNullable(row.getString(2))
                                                                .orElse("")),
                                        session.value())
                                .stream())
                        .toList());
    }

    /** Whatever drawer goes first: families also go with the rows of their sessions. */
    @Override
    public void erase(Account account) {
        sessions.idsOf(account.id()).forEach(session -> database.write(ERASE, session.value()));
    }
}
