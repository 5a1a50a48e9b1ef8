package dev.latchkey.decision.insight;

import dev.latchkey.decision.PastDecision;
import dev.latchkey.decision.PastDecisions;
import dev.latchkey.decision.policy.Policies;
import dev.latchkey.decision.policy.PolicyInForce;
import dev.latchkey.decision.policy.PolicyOutcome;
import dev.latchkey.id.AccountId;
import dev.latchkey.id.DecisionId;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Jobs;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds decisions and opens one, without saying whom it was about: accounts stand there by a name of the day. Looks through
 * the log day by day, the newest first, {@value #DAYS} days for a page.
 */
@Singleton
public final class Explorer {
    /** How many days one page looks through. */
    public static final int DAYS = 14;

    private static final Duration DAY = Duration.ofDays(1);
    private static final UUID LAST = new UUID(-1, -1);
    private static final String PAGE = """
            select d.id, d.at, d.action, d.segment, d.level, d.score, d.suspicion, d.policy_version, d.model_version,
                   d.reasons, d.account,
                   (select string_agg(distinct l.label, ',' order by l.label) from decision_label l
                    where l.decision = d.id)
            from decision_log d
            where d.relying_party = ? and d.at >= ? and d.at < ? and (d.at, d.id) < (?, ?)
              and (? or d.action = ?) and (? or d.level = ?) and (? or d.segment = ?)
              and (? or d.policy_version = ?) and (? or d.suspicion = ?)
              and (? or ? = any (string_to_array(d.reasons, ',')))
              and (? or exists (select from decision_label l where l.decision = d.id and l.label = ?))
              and (? or not exists (select from decision_label l where l.decision = d.id))
            order by d.at desc, d.id desc limit ?""";
    private static final String BESIDE = """
            select shadow_version, shadow_level, facts is not null from decision_log
            where relying_party = ? and id = ? and at >= ? and at < ?""";
    private static final String NO_LABEL = "none";

    private final Database jobs;
    private final PastDecisions decisions;
    private final Policies policies;
    private final WhatIf whatIf;
    private final Pseudonyms pseudonyms;

    Explorer(@Jobs Database jobs, PastDecisions decisions, Policies policies, WhatIf whatIf, Pseudonyms pseudonyms) {
        this.jobs = jobs;
        this.decisions = decisions;
        this.policies = policies;
        this.whatIf = whatIf;
        this.pseudonyms = pseudonyms;
    }

    /** What decisions are to be like; what is empty does not matter. A label of {@code none} finds those without any. */
    public record Filter(
            Instant from,
            Instant to,
            Optional<String> action,
            Optional<String> level,
            Optional<String> segment,
            Optional<String> reason,
            Optional<Integer> policyVersion,
            Optional<String> suspicion,
            Optional<String> label) {}

    /** Where a page ends: the next one begins before it. */
    public record Cursor(Instant at, UUID id) {}

    /**
     * One decision in a list.
     *
     * @param score the calibrated logit
     * @param account a name of the day; empty once the account is erased
     * @param labels what became of it
     */
    public record Found(
            UUID id,
            Instant at,
            String action,
            String segment,
            String level,
            double score,
            String suspicion,
            int policyVersion,
            int modelVersion,
            List<String> reasons,
            Optional<String> account,
            List<String> labels) {}

    /**
     * A page.
     *
     * @param next where the next one begins; empty at the end
     * @param complete false when the page ended because it had looked long enough
     */
    public record Page(List<Found> found, Optional<Cursor> next, boolean complete) {}

    /**
     * One decision, opened.
     *
     * @param account a name of the day; empty once the account is erased
     * @param shadowVersion of the policy that ran in the shadow, if one did
     * @param shadowLevel what it would have done
     * @param hasFacts whether there are facts that can be revealed
     * @param labels what became of it
     * @param again what comes of judging it again under the policy of then
     */
    public record Opened(
            PastDecision past,
            Optional<String> account,
            Optional<Integer> shadowVersion,
            Optional<String> shadowLevel,
            boolean hasFacts,
            List<PastDecision.Said> labels,
            WhatIf.Answer again) {}

    /** Returns a page, the newest first. */
    public Page page(RelyingPartyId relyingParty, Filter filter, Optional<Cursor> cursor, int limit) {
        List<Found> found = new ArrayList<>();
        Cursor before = cursor.orElse(new Cursor(filter.to(), LAST));
        Instant end = before.at().isBefore(filter.to()) ? before.at().plusNanos(1_000) : filter.to();
        for (int day = 0; day < DAYS && end.isAfter(filter.from()); day++) {
            Instant begin = end.minus(DAY).isAfter(filter.from()) ? end.minus(DAY) : filter.from();
            found.addAll(day(relyingParty, filter, begin, end, before, limit + 1 - found.size()));
            if (found.size() > limit) {
                List<Found> shown = List.copyOf(found.subList(0, limit));
                return new Page(shown, Optional.of(cursor(shown.getLast())), true);
            }
            end = begin;
        }
        return end.isAfter(filter.from())
                ? new Page(List.copyOf(found), Optional.of(new Cursor(end, new UUID(0, 0))), false)
                : new Page(List.copyOf(found), Optional.empty(), true);
    }

    private static Cursor cursor(Found last) {
        return new Cursor(last.at(), last.id());
    }

    private List<Found> day(
            RelyingPartyId relyingParty, Filter filter, Instant begin, Instant end, Cursor before, int limit) {
        Optional<String> label = filter.label().filter(said -> !said.equals(NO_LABEL));
        return jobs.many(
                PAGE,
                row -> found(relyingParty, row),
                relyingParty.value(),
                begin,
                end,
                before.at(),
                before.id(),
                filter.action().isEmpty(),
                filter.action().orElse(""),
                filter.level().isEmpty(),
                filter.level().orElse(""),
                filter.segment().isEmpty(),
                filter.segment().orElse(""),
                filter.policyVersion().isEmpty(),
                filter.policyVersion().orElse(0),
                filter.suspicion().isEmpty(),
                filter.suspicion().orElse(""),
                filter.reason().isEmpty(),
                filter.reason().orElse(""),
                label.isEmpty(),
                label.orElse(""),
                !filter.label().equals(Optional.of(NO_LABEL)),
                limit);
    }

    private Found found(RelyingPartyId relyingParty, ResultSet row) throws SQLException {
        Instant at = row.getObject(2, OffsetDateTime.class).toInstant();
        return new Found(
                row.getObject(1, UUID.class),
                at,
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getDouble(6),
                row.getString(7),
                row.getInt(8),
                row.getInt(9),
                List.of(row.getString(10).split(",")),
                Optional.ofNullable(row.getObject(11, UUID.class))
                        .map(account -> pseudonyms.of(relyingParty, at, new AccountId(account))),
                Optional.ofNullable(row.getString(12))
                        .map(labels -> List.of(labels.split(",")))
                        .orElse(List.of()));
    }

    /** Opens one; empty where there is none of that id, or none any more. */
    public Optional<Opened> open(RelyingPartyId relyingParty, DecisionId id) {
        return decisions.find(relyingParty, id).map(past -> {
            PolicyInForce then =
                    policies.version(relyingParty, past.policyVersion()) instanceof PolicyOutcome.InForce(var read)
                            ? read
                            : policies.comingWithTheRelease();
            Beside beside = jobs.one(
                            BESIDE,
                            Beside::read,
                            relyingParty.value(),
                            past.id(),
                            past.at(),
                            past.at().plusNanos(1_000))
                    .orElse(new Beside(Optional.empty(), Optional.empty(), false));
            return new Opened(
                    past,
                    past.account().map(account -> pseudonyms.of(relyingParty, past.at(), account)),
                    beside.version(),
                    beside.level(),
                    beside.hasFacts() && past.account().isPresent(),
                    decisions.followed(past.id()),
                    whatIf.again(past, List.of(then)));
        });
    }

    private record Beside(Optional<Integer> version, Optional<String> level, boolean hasFacts) {
        static Beside read(ResultSet row) throws SQLException {
            return new Beside(
                    Optional.ofNullable(row.getObject(1, Integer.class)),
                    Optional.ofNullable(row.getString(2)),
                    row.getBoolean(3));
        }
    }
}
