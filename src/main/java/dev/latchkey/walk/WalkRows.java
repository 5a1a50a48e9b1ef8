package dev.latchkey.walk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.postgres.Database;
import dev.latchkey.walk.Walk.State;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of walks. A persona that a later release has taken away reads as none: its walks are left out. */
@Singleton
class WalkRows {
    private static final String COLUMNS = """
            select id, relying_party, version, sandbox, sandbox_version, persona, operator_name, started_at, expires_at,
                   ended_at, finished, account, turns::text, report::text
            from walk\s""";

    private static final String INSERT = """
            insert into walk (id, token_hash, relying_party, version, sandbox, sandbox_version, persona, operator,
                              operator_name, started_at, expires_at, turns)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)""";

    private static final String OPEN =
            COLUMNS + "where token_hash = ? and sandbox = ? and ended_at is null and expires_at > ?";

    /** Whoever changes a walk holds its row until the transaction ends. */
    private static final String TO_CHANGE = COLUMNS + "where id = ? and ended_at is null and expires_at > ? for update";

    private static final String OF = COLUMNS + "where relying_party = ? and id = ?";

    private static final String PAGE = COLUMNS + "where relying_party = ? and id < ? order by id desc limit ?";

    private static final String TURNS = "update walk set turns = ?::jsonb where id = ?";

    private static final String CLAIM = """
            update walk set account = ? where id = ? and account is null
            and not exists (select from walk where account = ?)""";

    private static final String END = """
            update walk set ended_at = ?, finished = ?, report = ?::jsonb where id = ? and ended_at is null""";

    private final Database database;
    private final ObjectMapper json;
    private final Clock clock;

    WalkRows(Database database, ObjectMapper json, Clock clock) {
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    /** A walk, and its report once it has ended. */
    record Kept(Walk walk, Optional<Report> report) {}

    void insert(Walk walk, Bytes tokenHash, AccountId operator) {
        database.write(
                INSERT,
                walk.id(),
                tokenHash,
                walk.managed().value(),
                walk.version(),
                walk.sandbox().value(),
                walk.sandboxVersion(),
                walk.persona().slug(),
                operator.value(),
                walk.operator(),
                walk.startedAt(),
                walk.expiresAt(),
                written(walk.turns()));
    }

    /** Finds the walk of a link, while it may be walked. */
    Optional<Walk> open(RelyingPartyId sandbox, Bytes tokenHash) {
        return one(OPEN, tokenHash, sandbox.value(), clock.instant()).map(Kept::walk);
    }

    /** Finds a walk that has not ended, and holds it. */
    Optional<Walk> toChange(UUID id) {
        return one(TO_CHANGE, id, clock.instant()).map(Kept::walk);
    }

    Optional<Kept> find(RelyingPartyId managed, UUID id) {
        return one(OF, managed.value(), id);
    }

    /** Returns the walks before {@code before}, the newest first. */
    List<Kept> page(RelyingPartyId managed, UUID before, int most) {
        return database.many(PAGE, this::read, managed.value(), before, most).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    void turns(UUID id, List<Turn> turns) {
        database.write(TURNS, written(turns), id);
    }

    /** Notes which account the walk made; false when it is another walk's, or this one has one. */
    boolean claim(UUID id, AccountId account) {
        return database.write(CLAIM, account.value(), id, account.value()) == 1;
    }

    void end(UUID id, Instant at, boolean finished, Report report) {
        database.write(END, at, finished, written(report), id);
    }

    private Optional<Kept> one(String sql, Object... arguments) {
        return database.one(sql, this::read, arguments).flatMap(kept -> kept);
    }

    private Optional<Kept> read(ResultSet row) throws SQLException {
        Optional<Persona> persona = Persona.of(row.getString("persona"));
        if (persona.isEmpty()) {
            return Optional.empty();
        }
        Instant expiresAt = instant(row, "expires_at").orElseThrow();
        Optional<Instant> endedAt = instant(row, "ended_at");
        Walk walk = new Walk(
                row.getObject("id", UUID.class),
                new RelyingPartyId(row.getString("relying_party")),
                row.getInt("version"),
                new RelyingPartyId(row.getString("sandbox")),
                row.getInt("sandbox_version"),
                persona.get(),
                row.getString("operator_name"),
                instant(row, "started_at").orElseThrow(),
                expiresAt,
                endedAt,
                state(row.getBoolean("finished"), endedAt.isPresent(), expiresAt),
                Optional.ofNullable(row.getObject("account", UUID.class)).map(AccountId::new),
                List.of(read(row.getString("turns"), Turn[].class)));
        return Optional.of(new Kept(
                walk, Optional.ofNullable(row.getString("report")).map(text -> read(text, Report.class))));
    }

    private State state(boolean finished, boolean ended, Instant expiresAt) {
        if (ended) {
            return finished ? State.FINISHED : State.GIVEN_UP;
        }
        return expiresAt.isAfter(clock.instant()) ? State.OPEN : State.EXPIRED;
    }

    private <T> T read(String text, Class<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("a walk cannot be read", damaged);
        }
    }

    private String written(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("walks are texts and numbers", impossible);
        }
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
