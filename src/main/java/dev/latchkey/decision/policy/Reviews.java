package dev.latchkey.decision.policy;

import dev.latchkey.audit.Event;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.postgres.Database;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Verdicts on versions: given once, by somebody who did not write them, on the very text that they saw. */
@Singleton
public class Reviews {
    private static final String GIVE = """
            insert into decision_policy_verdict (relying_party, version, verdict, digest, given_by, given_at, comment)
            values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing""";
    private static final String COLUMNS =
            "select version, verdict, digest, given_by, given_at, comment from decision_policy_verdict";
    private static final String ALL = COLUMNS + " where relying_party = ?";
    private static final String ONE = COLUMNS + " where relying_party = ? and version = ?";
    private static final String APPROVED = "approved";

    private final PolicyRows rows;
    private final RolloutRows rollouts;
    private final PolicyRegister register;
    private final Database database;
    private final Clock clock;

    Reviews(PolicyRows rows, RolloutRows rollouts, PolicyRegister register, Database database, Clock clock) {
        this.rows = rows;
        this.rollouts = rollouts;
        this.register = register;
        this.database = database;
        this.clock = clock;
    }

    /**
     * Approves a version, or rejects it.
     *
     * @param digest of the text that was seen
     */
    @Transactional
    public ReviewOutcome give(
            RelyingPartyId relyingParty, int version, boolean approved, String digest, String by, String comment) {
        Optional<PolicyVersion> found = rows.versions(relyingParty).stream()
                .filter(stored -> stored.version() == version)
                .findFirst();
        if (found.isEmpty()) {
            return new ReviewOutcome.Unknown();
        }
        if (approved && found.get().isBy(by)) {
            return new ReviewOutcome.NotYourOwn();
        }
        if (!found.get().digest().equals(digest)) {
            return new ReviewOutcome.Refused(Why.DIGEST_DIFFERS);
        }
        if (rollouts.isGenerated(relyingParty, version)) {
            return new ReviewOutcome.Refused(Why.GENERATED);
        }
        if (found.get().activatedAt().isPresent()) {
            return new ReviewOutcome.Refused(Why.IN_FORCE_BEFORE);
        }
        Instant now = clock.instant();
        String verdict = approved ? APPROVED : "rejected";
        if (database.write(GIVE, relyingParty.value(), version, verdict, digest, by, now, comment) == 0) {
            return new ReviewOutcome.Refused(Why.DECIDED_ALREADY);
        }
        register.record(
                relyingParty,
                approved ? Event.POLICY_APPROVED : Event.POLICY_REJECTED,
                Map.of("version", Integer.toString(version), "digest", digest, "by", by));
        return new ReviewOutcome.Given(new Verdict(version, approved, digest, by, now, comment));
    }

    /** Returns all verdicts of a relying party. */
    @Transactional
    public List<Verdict> all(RelyingPartyId relyingParty) {
        return database.many(ALL, Reviews::verdict, relyingParty.value());
    }

    /** Returns the verdict on a version, in the caller's transaction. */
    Optional<Verdict> of(RelyingPartyId relyingParty, int version) {
        return database.one(ONE, Reviews::verdict, relyingParty.value(), version);
    }

    private static Verdict verdict(ResultSet row) throws SQLException {
        return new Verdict(
                row.getInt(1),
                row.getString(2).equals(APPROVED),
                row.getString(3),
                row.getString(4),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                row.getString(6));
    }
}
