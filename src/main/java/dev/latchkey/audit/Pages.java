package dev.latchkey.audit;

import dev.latchkey.id.AccountId;
import dev.latchkey.id.EntryId;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.id.SessionId;
import dev.latchkey.postgres.Database;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The journal of a relying party, page by page. There is no index for it, so that no login pays for one: a page looks
 * through a stretch of the journal in the order of its key, and says where to go on, however little it found.
 */
@Singleton
public class Pages {
    private static final Instant NOT_YET = Instant.parse("9999-12-31T00:00:00Z");
    private static final UUID LAST = new UUID(-1, -1);

    private static final String PAGE = """
            select id, at, event, account, session, facts from
                (select id, at, relying_party, event, account, session, facts from audit_entry
                  where at <= ? and (at, id) < (?, ?) order by at desc, id desc limit 20000) stretch
             where relying_party = ? and (event = ? or ? = '') order by at desc, id desc limit ?""";

    /** The last of a stretch that is full. */
    private static final String END = """
            select at, id from audit_entry
             where at <= ? and (at, id) < (?, ?) order by at desc, id desc limit 1 offset 19999""";

    private final Database database;

    Pages(Database database) {
        this.database = database;
    }

    /**
     * One page.
     *
     * @param entries the newest first
     * @param next where the next page begins; empty at the end
     */
    public record Page(List<Noted> entries, Optional<Past.Cursor> next) {}

    /**
     * Reads a page.
     *
     * @param before where it begins, the {@code next} of the page before; empty for the newest
     * @param event the stored name of what happened; empty for everything
     * @param limit how many entries at most
     */
    public Page of(RelyingPartyId relyingParty, Optional<Past.Cursor> before, Optional<String> event, int limit) {
        Instant at = before.map(Past.Cursor::at).orElse(NOT_YET);
        UUID id = before.map(cursor -> cursor.id().value()).orElse(LAST);
        String named = event.orElse("");
        List<Noted> found = database.many(PAGE, Pages::read, at, at, id, relyingParty.value(), named, named, limit + 1);
        if (found.size() > limit) {
            List<Noted> shown = List.copyOf(found.subList(0, limit));
            return new Page(shown, Optional.of(shown.getLast().past().cursor()));
        }
        return new Page(found, database.one(END, Pages::cursor, at, at, id));
    }

    private static Noted read(ResultSet row) throws SQLException {
        return new Noted(
                new Past(
                        new EntryId(row.getObject("id", UUID.class)),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("event"),
                        Optional.ofNullable(row.getObject("session", UUID.class))
                                .map(SessionId::new),
                        Facts.read(row.getString("facts")),
                        Optional.empty()),
                Optional.ofNullable(row.getObject("account", UUID.class)).map(AccountId::new));
    }

    private static Past.Cursor cursor(ResultSet row) throws SQLException {
        return new Past.Cursor(
                row.getObject("at", OffsetDateTime.class).toInstant(), new EntryId(row.getObject("id", UUID.class)));
    }
}
