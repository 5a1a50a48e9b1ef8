package dev.latchkey.staff;

import dev.latchkey.account.Account;
import dev.latchkey.account.PersonalData;
import dev.latchkey.id.AccountId;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Writes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an account of the console may do, and what it was offered or has proposed. Notes that others wrote about it go
 * with the proposals; where it only said yes to somebody else's, its name is struck out.
 */
@Singleton
final class StaffDrawer implements PersonalData {
    private static final String GRANTS =
            "select relying_party, role, granted_at::text from staff_grant where account = ?";

    private static final String PROPOSALS = """
            select relying_party, roles, note, proposed_at::text from staff_proposal
            where account = ? or proposed_by = ? or decided_by = ? order by proposed_at""";

    private static final String INVITATIONS = """
            select note, made_at::text from staff_invitation where made_by = ? or used_by = ? order by made_at""";

    private final Database database;

    StaffDrawer(Database database) {
        this.database = database;
    }

    @Override
    public Set<String> tables() {
        return Set.of("staff_grant", "staff_proposal", "staff_invitation");
    }

    @Override
    public Map<String, List<Map<String, Object>>> export(Account account) {
        AccountId id = account.id();
        return Map.of(
                "staff_roles",
                database.many(
                        GRANTS,
                        row -> Map.<String, Object>of(
                                "relying_party", row.getString(1),
                                "role", row.getString(2),
                                "granted_at", row.getString(3)),
                        id.value()),
                "staff_proposals",
                database.many(
                        PROPOSALS,
                        row -> Map.<String, Object>of(
                                "relying_party", row.getString(1),
                                "roles", row.getString(2),
                                "note", row.getString(3),
                                "proposed_at", row.getString(4)),
                        id.value(),
                        id.value(),
                        id.value()),
                "staff_invitations",
                database.many(
                        INVITATIONS,
                        row -> Map.<String, Object>of("note", row.getString(1), "made_at", row.getString(2)),
                        id.value(),
                        id.value()));
    }

    @Override
    public void erase(Account account) {
        Writes writes = database.writes();
        Object id = account.id().value();
        writes.add("delete from staff_grant where account = ?", id);
        writes.add("delete from staff_proposal where account = ? or proposed_by = ?", id, id);
        writes.add("update staff_proposal set decided_by = null where decided_by = ?", id);
        writes.add("delete from staff_invitation where made_by = ? or used_by = ?", id, id);
        writes.send();
    }
}
