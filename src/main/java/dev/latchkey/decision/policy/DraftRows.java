package dev.latchkey.decision.policy;

import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.postgres.Database;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of drafts. */
@Singleton
final class DraftRows {
    private static final String ADD = """
            insert into decision_policy_draft (id, relying_party, author, editors, base_version, document, comment,
                                               revision, created_at, changed_at, changed_by, expires_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String CHANGE = """
            update decision_policy_draft set editors = ?, document = ?, comment = ?, revision = ?, changed_at = ?,
                changed_by = ?, expires_at = ?
            where relying_party = ? and id = ? and revision = ?""";

    private static final String COLUMNS = """
            select id, author, editors, base_version, document, comment, revision, created_at, changed_at, changed_by,
                   expires_at
            from decision_policy_draft where relying_party = ? and expires_at > ?""";

    private static final String ALL = COLUMNS + " order by changed_at desc, id";
    private static final String ONE = COLUMNS + " and id = ?";
    private static final String REMOVE = "delete from decision_policy_draft where relying_party = ? and id = ?";

    private final Database database;

    DraftRows(Database database) {
        this.database = database;
    }

    void add(RelyingPartyId relyingParty, Draft draft) {
        database.write(
                ADD,
                draft.id(),
                relyingParty.value(),
                draft.author(),
                String.join(" ", draft.editors()),
                draft.base(),
                draft.document(),
                draft.comment(),
                draft.revision(),
                draft.createdAt(),
                draft.changedAt(),
                draft.changedBy(),
                draft.expiresAt());
    }

    /** Saves the next revision; false when that one is there, or the draft is not. */
    boolean change(RelyingPartyId relyingParty, Draft draft) {
        return database.write(
                        CHANGE,
                        String.join(" ", draft.editors()),
                        draft.document(),
                        draft.comment(),
                        draft.revision(),
                        draft.changedAt(),
                        draft.changedBy(),
                        draft.expiresAt(),
                        relyingParty.value(),
                        draft.id(),
                        draft.revision() - 1)
                == 1;
    }

    List<Draft> all(RelyingPartyId relyingParty, Instant now) {
        return database.many(ALL, DraftRows::draft, relyingParty.value(), now);
    }

    Optional<Draft> find(RelyingPartyId relyingParty, UUID id, Instant now) {
        return database.one(ONE, DraftRows::draft, relyingParty.value(), now, id);
    }

    boolean remove(RelyingPartyId relyingParty, UUID id) {
        return database.write(REMOVE, relyingParty.value(), id) == 1;
    }

    private static Draft draft(ResultSet row) throws SQLException {
        return new Draft(
                row.getObject(1, UUID.class),
                row.getString(2),
                List.of(row.getString(3).split(" ")),
                row.getInt(4),
                row.getString(5),
                row.getString(6),
                row.getInt(7),
                instant(row, 8),
                instant(row, 9),
                row.getString(10),
                instant(row, 11));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
