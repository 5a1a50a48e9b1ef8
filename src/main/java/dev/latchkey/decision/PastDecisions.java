package dev.latchkey.decision;

import dev.latchkey.decision.PastDecision.Said;
import dev.latchkey.decision.policy.Policies;
import dev.latchkey.decision.policy.PolicyInForce;
import dev.latchkey.decision.policy.PolicyOutcome;
import dev.latchkey.id.AccountId;
import dev.latchkey.id.DecisionId;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Jobs;
import dev.latchkey.risk.Evidence;
import dev.latchkey.risk.Model;
import dev.latchkey.risk.Policy;
import dev.latchkey.risk.Risk;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Looks back at decisions, for operators: what they were made of, and nothing of whom they were about. */
@Singleton
public class PastDecisions {
    private static final String COLUMNS = """
            select id, at, action, segment, level, score, suspicion, policy_version, model_version, snapshot,
                   reasons, evidence, account, judged, situation
            from decision_log""";

    /** By time first, which the id begins with: that leads to one week instead of all. */
    private static final String ONE = COLUMNS + " where relying_party = ? and id = ? and at >= ? and at < ?";

    private static final String LATEST =
            COLUMNS + " where relying_party = ? and (? or level = ?) order by at desc limit ?";

    private static final String OF_ACCOUNT =
            COLUMNS + " where relying_party = ? and account = ? and at >= ? order by at, id limit ?";

    private static final String PAGE =
            COLUMNS + " where relying_party = ? and at >= ? and at < ? and (at, id) > (?, ?) order by at, id limit ?";

    private static final String COUNT =
            "select count(*) from decision_log where relying_party = ? and at >= ? and at < ?";
    private static final String NTH = """
            select at from decision_log where relying_party = ? and at >= ? and at < ?
            order by at desc offset ? limit 1""";
    private static final Duration DAY = Duration.ofDays(1);

    /** No decision has it. */
    private static final UUID FIRST = new UUID(0, 0);

    private static final String HOSTILE =
            "select distinct decision from decision_label where decision = any(?) and label in ('not_me', 'fraud')";

    private static final String LABELS =
            "select label, source, at from decision_label where decision = ? order by at, label";

    private final Database database;
    private final Database jobs;
    private final Policies policies;

    PastDecisions(Database database, @Jobs Database jobs, Policies policies) {
        this.database = database;
        this.jobs = jobs;
        this.policies = policies;
    }

    /** Returns a table of the latest decisions, line by line, the newest first. */
    @Transactional
    public List<String> latest(RelyingPartyId relyingParty, Optional<String> level, int last) {
        return OpsWords.table(database.many(
                LATEST, PastDecisions::read, relyingParty.value(), level.isEmpty(), level.orElse(""), last));
    }

    /**
     * Returns a page of the decisions of a relying party between two instants, the oldest first.
     *
     * @param after the last decision of the page before; empty for the first page
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public List<PastDecision> page(
            RelyingPartyId relyingParty, Instant from, Instant to, Optional<PastDecision> after, int most) {
        return jobs.many(
                PAGE,
                PastDecisions::read,
                relyingParty.value(),
                after.map(PastDecision::at).orElse(from),
                to,
                after.map(PastDecision::at).orElse(from),
                after.map(PastDecision::id).orElse(FIRST),
                most);
    }

    /** Returns how many there are between two instants; day by day, so that no statement has more to do than its time allows. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public long count(RelyingPartyId relyingParty, Instant from, Instant to) {
        long total = 0;
        for (Instant day = from; day.isBefore(to); day = day.plus(DAY)) {
            Instant end = day.plus(DAY).isBefore(to) ? day.plus(DAY) : to;
            total += jobs.one(COUNT, row -> row.getLong(1), relyingParty.value(), day, end)
                    .orElse(0L);
        }
        return total;
    }

    /** Returns when the n-th newest of a stretch was made; empty when there are fewer. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public Optional<Instant> nth(RelyingPartyId relyingParty, Instant from, Instant to, long n) {
        return jobs.one(NTH, row -> instant(row, 1), relyingParty.value(), from, to, n - 1);
    }

    /** Returns one decision of a relying party; empty where there is none of that id, or none any more. */
    @Transactional
    public Optional<PastDecision> find(RelyingPartyId relyingParty, DecisionId id) {
        Instant from = id.at();
        return database.one(
                ONE, PastDecisions::read, relyingParty.value(), id.value(), from, from.plus(Duration.ofMillis(2)));
    }

    /** Returns the decisions about one account since an instant, the oldest first. */
    @Transactional
    public List<PastDecision> of(RelyingPartyId relyingParty, AccountId account, Instant since, int most) {
        return database.many(OF_ACCOUNT, PastDecisions::read, relyingParty.value(), account.value(), since, most);
    }

    /** Returns what became of a decision, the earliest first. */
    @Transactional
    public List<Said> followed(UUID decision) {
        return labels(decision);
    }

    /** Returns which of the decisions are known by now to be about somebody else than the owner. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public Set<UUID> hostile(List<PastDecision> decisions) {
        return Set.copyOf(jobs.many(HOSTILE, row -> row.getObject(1, UUID.class), (Object)
                decisions.stream().map(PastDecision::id).toArray(UUID[]::new)));
    }

    /** Recomputes a decision and explains it, line by line; empty where there is none of that id. */
    @Transactional
    public Optional<List<String>> explain(RelyingPartyId relyingParty, DecisionId id) {
        return find(relyingParty, id).map(past -> explain(relyingParty, past));
    }

    private List<String> explain(RelyingPartyId relyingParty, PastDecision past) {
        return Model.ofVersion(past.modelVersion())
                .map(model -> explain(relyingParty, past, model))
                .orElseGet(() -> new OpsWords(past, labels(past.id())).withoutModel(Model.CURRENT));
    }

    private List<String> explain(RelyingPartyId relyingParty, PastDecision past, Model model) {
        Risk risk = new Risk(model);
        Optional<PolicyInForce> then = policies.version(relyingParty, past.policyVersion())
                        instanceof PolicyOutcome.InForce(PolicyInForce read)
                ? Optional.of(read)
                : Optional.empty();
        Evidence evidence = past.evidence();
        Policy line =
                then.orElseGet(policies::comingWithTheRelease).by(model).ruleFor(past.action(), evidence.segment());
        return new OpsWords(past, labels(past.id()))
                .explained(
                        evidence,
                        then.isPresent() ? line.version() : Basis.UNREADABLE,
                        risk.assess(evidence, line, line.allowed()),
                        risk.deciding(evidence));
    }

    private static PastDecision read(ResultSet row) throws SQLException {
        Instant at = instant(row, 2);
        String action = row.getString(3);
        String level = row.getString(5);
        return new PastDecision(
                row.getObject(1, UUID.class),
                at,
                Optional.ofNullable(row.getObject(13, UUID.class)).map(AccountId::new),
                action,
                row.getString(4),
                level,
                Optional.ofNullable(row.getString(14)).orElse(level),
                row.getDouble(6),
                row.getString(7),
                row.getInt(8),
                row.getInt(9),
                row.getLong(10),
                List.of(row.getString(11).split(",")),
                row.getBytes(12),
                Optional.ofNullable(row.getBytes(15)).map(packed -> Situation.unpack(packed, at, Action.of(action))));
    }

    private List<Said> labels(UUID decision) {
        return database.many(LABELS, row -> new Said(row.getString(1), row.getString(2), instant(row, 3)), decision);
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
