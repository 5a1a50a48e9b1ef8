package dev.latchkey.session;

import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Jobs;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Ends every session of a relying party, for the day when something that opens sessions has leaked. */
@Singleton
public final class EveryonesSessions {
    private static final int PAGE = 5000;
    private static final UUID FIRST = new UUID(0, 0);

    /** One page in the order of the primary key, so that no statement is long however many there are. */
    private static final String END_PAGE = """
            with page as (select id from session where id > ? order by id limit ?),
                 ended as (update session s set ended_at = ?, end_reason = ? from page p
                            where s.id = p.id and s.relying_party = ? and s.ended_at is null and s.created_at <= ?
                        returning s.id)
            select (select count(*) from ended), (select count(*) from page),
                   (select id from page order by id desc limit 1)""";

    private final Database database;
    private final Clock clock;

    EveryonesSessions(@Jobs Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    private record Page(long ended, int seen, Optional<UUID> last) {
        static Page read(ResultSet row) throws SQLException {
            return new Page(row.getLong(1), row.getInt(2), Optional.ofNullable(row.getObject(3, UUID.class)));
        }
    }

    /** Ends those that were opened before now and returns how many it ended; each page is a transaction of its own. */
    public long end(RelyingPartyId relyingParty, String reason) {
        Instant now = clock.instant();
        long ended = 0;
        Optional<UUID> after = Optional.of(FIRST);
        while (after.isPresent()) {
            Page page = database.one(END_PAGE, Page::read, after.get(), PAGE, now, reason, relyingParty.value(), now)
                    .orElseThrow();
            ended += page.ended();
            after = page.seen() < PAGE ? Optional.empty() : page.last();
        }
        return ended;
    }
}
