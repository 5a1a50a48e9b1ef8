package dev.latchkey.decision.replay;

import dev.latchkey.decision.replay.ReplayJob.State;
import dev.latchkey.id.AccountId;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Jobs;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The rows of replays, by which every replica can tell of them; each call is a transaction of its own. */
@Singleton
class ReplayRows {
    /** Whoever runs one says so each second; after this it is lost. */
    static final Duration SILENCE = Duration.ofSeconds(30);

    private static final int KEPT = 20;
    private static final String COLUMNS = """
            select id, relying_party, asked_by, asked_at, policy, since, until, state, heard_at, total, read
            from decision_replay""";
    private static final String FIND = COLUMNS + " where relying_party = ? and id = ?";
    private static final String OF =
            COLUMNS + " where relying_party = ? and asked_by = ? order by asked_at desc, id desc limit ?";
    private static final String REPORT = "select report from decision_replay where relying_party = ? and id = ?";
    private static final String FLIPS = "select flips from decision_replay where relying_party = ? and id = ?";
    private static final String INSERT = """
            insert into decision_replay (id, relying_party, asked_by, asked_at, policy, since, until, state, heard_at,
                                         cancel_asked, total, read)
            values (?, ?, ?, ?, ?, ?, ?, 'running', ?, false, ?, 0)""";
    private static final String TOO_MANY = """
            delete from decision_replay where relying_party = ? and state <> 'running' and id not in
                (select id from decision_replay where relying_party = ? order by asked_at desc, id desc limit ?)""";
    private static final String HEARD = """
            update decision_replay set heard_at = ?, read = ? where id = ? and state = 'running'
            returning cancel_asked""";
    private static final String ENDED = """
            update decision_replay set state = ?, heard_at = ?, read = ?, report = ?, flips = ?
            where id = ? and state = 'running'""";
    private static final String CANCEL =
            "update decision_replay set cancel_asked = true where relying_party = ? and id = ?";
    private static final String OLD = "delete from decision_replay where asked_at < ?";

    private final Database database;

    ReplayRows(@Jobs Database database) {
        this.database = database;
    }

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void add(ReplayJob job) {
        String party = job.relyingParty().value();
        database.write(
                INSERT,
                job.id(),
                party,
                job.askedBy().value(),
                job.askedAt(),
                job.policy(),
                job.from(),
                job.to(),
                job.heardAt(),
                job.total());
        database.write(TOO_MANY, party, party, KEPT);
    }

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public Optional<ReplayJob> find(RelyingPartyId relyingParty, UUID id, Instant now) {
        return database.one(FIND, row -> read(row, now), relyingParty.value(), id);
    }

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public List<ReplayJob> of(RelyingPartyId relyingParty, AccountId operator, Instant now) {
        return database.many(OF, row -> read(row, now), relyingParty.value(), operator.value(), KEPT);
    }

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public Optional<String> report(RelyingPartyId relyingParty, UUID id) {
        return text(REPORT, relyingParty, id);
    }

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public Optional<String> flips(RelyingPartyId relyingParty, UUID id) {
        return text(FLIPS, relyingParty, id);
    }

    private Optional<String> text(String sql, RelyingPartyId relyingParty, UUID id) {
        return database.one(sql, row -> Optional.ofNullable(row.getString(1)), relyingParty.value(), id)
                .flatMap(text -> text);
    }

    /** Says that a replay goes on; true when it should not: somebody asked to stop it, or it is not there any more. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public boolean heard(UUID id, long read, Instant now) {
        return database.one(HEARD, row -> row.getBoolean(1), now, read, id).orElse(true);
    }

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void ended(UUID id, State state, long read, Optional<String> report, Optional<String> flips, Instant now) {
        database.write(ENDED, state.name().toLowerCase(Locale.ROOT), now, read, report, flips, id);
    }

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void cancel(RelyingPartyId relyingParty, UUID id) {
        database.write(CANCEL, relyingParty.value(), id);
    }

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void forget(Instant before) {
        database.write(OLD, before);
    }

    private static ReplayJob read(ResultSet row, Instant now) throws SQLException {
        State state = State.valueOf(row.getString(8).toUpperCase(Locale.ROOT));
        Instant heardAt = instant(row, 9);
        return new ReplayJob(
                row.getObject(1, UUID.class),
                new RelyingPartyId(row.getString(2)),
                new AccountId(row.getObject(3, UUID.class)),
                instant(row, 4),
                row.getString(5),
                instant(row, 6),
                instant(row, 7),
                state == State.RUNNING && heardAt.plus(SILENCE).isBefore(now) ? State.LOST : state,
                heardAt,
                row.getLong(10),
                row.getLong(11));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
