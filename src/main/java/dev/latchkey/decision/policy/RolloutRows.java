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

/** The chain of steps; only ever added to. */
@Singleton
final class RolloutRows {
    private static final String COLUMNS = """
            step, relying_party, kind, version, in_force, former, at, done_by, comment, cause, arm_key, glass, ends_at
            from decision_policy_rollout""";

    /** Of two steps that follow the same one, the second does not happen. */
    private static final String ADD = """
            insert into decision_policy_rollout (relying_party, previous, kind, version, in_force, former, at, done_by,
                                                 comment, cause, arm_key, glass, ends_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (relying_party, previous) do nothing""";

    private static final String LATEST = "select " + COLUMNS + " where relying_party = ? order by step desc limit ?";

    private static final String LAST_OF_ALL =
            "select distinct on (relying_party) " + COLUMNS + " order by relying_party, step desc";

    private static final String LAST_OF_VERSIONS =
            "select distinct on (version) " + COLUMNS + " where relying_party = ? order by version, step desc";

    private static final String LAST_TRIAL = "select " + COLUMNS + """
             where relying_party = ? and kind in ('shadow', 'canary_1', 'canary_5', 'canary_25')
            order by step desc limit 1""";

    private static final String GENERATED = """
            select 1 from decision_policy_rollout
            where relying_party = ? and version = ? and kind = 'break_glass' limit 1""";

    private static final String AFTER = "select " + COLUMNS + " where relying_party = ? and previous = ?";

    private final Database database;

    RolloutRows(Database database) {
        this.database = database;
    }

    /** Adds a step behind another one; false when somebody was faster. */
    boolean add(Optional<Step> previous, Step step) {
        return database.write(
                        ADD,
                        step.relyingParty().value(),
                        previous.map(Step::id).orElse(0L),
                        step.kind().id(),
                        step.version(),
                        step.inForce(),
                        step.former(),
                        step.at(),
                        step.by(),
                        step.comment(),
                        step.cause(),
                        step.armKey(),
                        step.glass().map(Glass::id),
                        step.endsAt())
                == 1;
    }

    Optional<Step> last(RelyingPartyId relyingParty) {
        return latest(relyingParty, 1).stream().findFirst();
    }

    /** Returns the latest steps, the newest first. */
    List<Step> latest(RelyingPartyId relyingParty, int most) {
        return database.many(LATEST, RolloutRows::step, relyingParty.value(), most);
    }

    /** Returns the last step of each relying party that ever made one. */
    static List<Step> lastOfAll(Database from) {
        return from.many(LAST_OF_ALL, RolloutRows::step);
    }

    /** As {@link #lastOfAll(Database)}, in the caller's transaction. */
    List<Step> lastOfAll() {
        return lastOfAll(database);
    }

    /** Returns the last step about each version. */
    List<Step> lastOfVersions(RelyingPartyId relyingParty) {
        return database.many(LAST_OF_VERSIONS, RolloutRows::step, relyingParty.value());
    }

    /** Returns the last step by which a version was tried. */
    Optional<Step> lastTrial(RelyingPartyId relyingParty) {
        return database.one(LAST_TRIAL, RolloutRows::step, relyingParty.value());
    }

    /** Returns the step that follows another one. */
    Optional<Step> after(Step step) {
        return database.one(AFTER, RolloutRows::step, step.relyingParty().value(), step.id());
    }

    /** Whether the break-glass switch made a version. */
    boolean isGenerated(RelyingPartyId relyingParty, int version) {
        return database.one(GENERATED, row -> true, relyingParty.value(), version)
                .isPresent();
    }

    private static Step step(ResultSet row) throws SQLException {
        return new Step(
                row.getLong(1),
                new RelyingPartyId(row.getString(2)),
                Step.Kind.read(row.getString(3)),
                row.getInt(4),
                row.getInt(5),
                row.getInt(6),
                row.getObject(7, OffsetDateTime.class).toInstant(),
                row.getString(8),
                row.getString(9),
                Optional.ofNullable(row.getString(10)),
                row.getInt(11),
                Optional.ofNullable(row.getString(12)).flatMap(Glass::read),
                instant(row, 13));
    }

    private static Optional<Instant> instant(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
