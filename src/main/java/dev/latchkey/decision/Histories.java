package dev.latchkey.decision;

import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Reads;
import dev.latchkey.postgres.Scalar;
import dev.latchkey.postgres.Writes;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** The rows of accounts' histories. Of two lessons at once one is kept whole, and the other is not missed. */
@Singleton
final class Histories {
    private static final String FIND_BY = """
            select packed, revision, profiling, recovered_at, enrolled_at, reported_at, held_until, payees
            from decision_profile where account =\s""";

    private static final String FIND = FIND_BY + "?";

    private static final String BEGIN = """
            insert into decision_profile (account, relying_party, packed, revision, profiling, changed_at)
            values (?, ?, ?, 0, true, ?) on conflict do nothing""";

    private static final String LEARN = """
            update decision_profile set packed = ?, revision = revision + 1, changed_at = ?
            where account = ? and revision = ?""";

    private static final String ROW = """
            insert into decision_profile (account, relying_party, revision, profiling, changed_at)
            values (?, ?, 0, true, ?) on conflict do nothing""";

    /** What is marked is no older than its mark: the retention of habits must not take a hold with it. */
    private static final String MARKED =
            "update decision_profile set %s, changed_at = greatest(changed_at, ?) where account = ?";

    Reads.Answer<History> find(Reads reads, AccountId account) {
        return reads.add(FIND, Histories::read, account.value());
    }

    Reads.Answer<History> find(Reads reads, Scalar account) {
        return reads.add(FIND_BY + account.sql(), Histories::read, account);
    }

    /** As {@link #find(Reads, AccountId)}, by itself. */
    History find(Database database, AccountId account) {
        return database.one(FIND, Histories::read, account.value()).orElse(History.NONE);
    }

    void learn(
            Writes writes, RelyingPartyId relyingParty, AccountId account, History former, Bytes packed, Instant at) {
        if (former.revision() < 0) {
            writes.add(BEGIN, account.value(), relyingParty.value(), packed, at);
        } else {
            writes.add(LEARN, packed, at, account.value(), former.revision());
        }
    }

    void recovered(Writes writes, RelyingPartyId relyingParty, AccountId account, Instant at) {
        mark(writes, MARKED.formatted("recovered_at = ?"), relyingParty, account, at, at);
    }

    void enrolled(Writes writes, RelyingPartyId relyingParty, AccountId account, Instant at) {
        mark(writes, MARKED.formatted("enrolled_at = ?"), relyingParty, account, at, at);
    }

    void reported(Writes writes, RelyingPartyId relyingParty, AccountId account, Instant at) {
        mark(writes, MARKED.formatted("reported_at = ?"), relyingParty, account, at, at);
    }

    void held(Writes writes, RelyingPartyId relyingParty, AccountId account, Instant at, Instant until) {
        mark(writes, MARKED.formatted("held_until = greatest(held_until, ?)"), relyingParty, account, at, until);
    }

    /** Keeps whom the account has paid. */
    void paid(Writes writes, RelyingPartyId relyingParty, AccountId account, Instant at, Bytes payees) {
        mark(writes, MARKED.formatted("payees = ?"), relyingParty, account, at, payees);
    }

    /** Habits may be learned from now on. */
    void learning(Writes writes, RelyingPartyId relyingParty, AccountId account, Instant at) {
        writes.add(ROW, account.value(), relyingParty.value(), at);
        writes.add("""
                update decision_profile set profiling = true, revision = revision + 1, changed_at = ?
                where account = ?""", at, account.value());
    }

    /**
     * Habits may not be learned from now on, and those that were are removed.
     *
     * @param left what is left of the profile; empty when there is none, or none that can be read
     */
    void notLearning(Writes writes, RelyingPartyId relyingParty, AccountId account, Instant at, Optional<Bytes> left) {
        writes.add(ROW, account.value(), relyingParty.value(), at);
        writes.add("""
                update decision_profile set profiling = false, packed = coalesce(?, packed), payees = null,
                    revision = revision + 1, changed_at = ? where account = ?""", left, at, account.value());
    }

    private static void mark(
            Writes writes, String update, RelyingPartyId relyingParty, AccountId account, Instant at, Object value) {
        writes.add(ROW, account.value(), relyingParty.value(), at);
        writes.add(update, value, at, account.value());
    }

    private static History read(ResultSet row) throws SQLException {
        return new History(
                Optional.ofNullable(row.getBytes(1)).map(Bytes::of),
                row.getLong(2),
                row.getBoolean(3),
                instant(row, 4),
                instant(row, 5),
                instant(row, 6),
                instant(row, 7),
                Optional.ofNullable(row.getBytes(8)).map(Bytes::of));
    }

    private static Optional<Instant> instant(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
