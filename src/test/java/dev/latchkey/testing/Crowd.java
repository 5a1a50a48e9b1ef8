package dev.latchkey.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Accounts in the database that nobody signs in to, made by PostgreSQL itself: they give tables and indexes the size of a
 * service with many customers. Rows are as long as real ones and what is closed in them opens to nobody.
 */
public final class Crowd {
    private static final String ID =
            "(lpad(to_hex(1700000000000 + i), 12, '0') || '7' || substr(md5(%1$s), 1, 3) || '8' || substr(md5(%1$s), 4, 15))"
                    + "::uuid";
    private static final String ACCOUNT = ID.formatted("i::text");
    private static final String SESSION = ID.formatted("'session' || i");
    private static final String LONG_AGO = "timestamptz '2026-01-01' + i * interval '1 second'";

    /** One account, its passkey and its habits. */
    private static final List<String> EVERYBODY = List.of("""
            insert into account (id, relying_party, user_handle, label, data_key, state, created_at)
            select %1$s, 'demo', sha512(('handle' || i)::bytea), substr(sha512(('label' || i)::bytea), 1, 60),
                   sha512(('key' || i)::bytea), 'active', %2$s
            from generate_series(?::bigint, ?::bigint) i""", """
            insert into passkey_credential (relying_party, credential_id, account, user_handle, public_key, algorithm,
                counter, aaguid, transports, attachment, backup_eligible, backed_up, user_verified, created_at)
            select 'demo', sha256(('credential' || i)::bytea), %1$s, sha512(('handle' || i)::bytea),
                   sha512(('public' || i)::bytea) || '\\x0102030405060708090a0b0c0d', -7, 0,
                   'adce0002-35bc-c60a-648b-0b25f1f05503', 'internal hybrid', 'platform', true, true, true, %2$s
            from generate_series(?::bigint, ?::bigint) i""", """
            insert into decision_profile (account, relying_party, packed, revision, profiling, changed_at)
            select %1$s, 'demo', sha512(('a' || i)::bytea) || sha512(('b' || i)::bytea) || sha512(('c' || i)::bytea)
                   || sha512(('d' || i)::bytea), 3, true, %2$s
            from generate_series(?::bigint, ?::bigint) i""");

    /**
     * Every fifth is signed in, and was decided about: whole weeks of decisions, so that none holds so few that reading it
     * through would be right.
     */
    private static final List<String> SIGNED_IN = List.of("""
            insert into session (id, relying_party, account, credential_id, client_id, mode, acr, amr, auth_time, device,
                                 created_at, last_seen_at, expires_at, idle_seconds)
            select %3$s, 'demo', %1$s, sha256(('credential' || i)::bytea), 'latchkey-web', 'TOKEN', 2, 'pop user mfa',
                   now(), sha512(('device' || i)::bytea), now(), now(), now() + interval '30 days', 604800
            from generate_series(?::bigint, ?::bigint, 5) i""", """
            insert into token_family (session, generation, current_hash)
            select %3$s, 1, sha256(('token' || i)::bytea)
            from generate_series(?::bigint, ?::bigint, 5) i""", """
            insert into decision_log (id, at, relying_party, account, action, segment, level, score, suspicion,
                policy_version, model_version, snapshot, reasons, evidence, facts)
            select %3$s, date_trunc('week', now(), 'UTC') + i %% 28 * interval '1 day', 'demo', %1$s, 'sign_in', 'new', 'allow', -4.2, 'session_theft',
                   0, 1, 0, 'usual-sign-in', sha512(('e' || i)::bytea) || sha512(('f' || i)::bytea),
                   sha512(('facts' || i)::bytea)
            from generate_series(?::bigint, ?::bigint, 5) i""");

    /** What each fifth account's sign-in left in the journal, in whole months: not sealed, so only where nobody seals. */
    private static final String JOURNAL = """
            insert into audit_entry (id, at, relying_party, event, account, session, facts, private_facts)
            select %3$s, date_trunc('month', now(), 'UTC') + i %% 120 * interval '1 day', 'demo', 'signed-in', %1$s, %3$s, 'level=allow',
                   sha512(('facts' || i)::bytea)
            from generate_series(?::bigint, ?::bigint, 5) i""";

    /** Challenges that were spent in the last minutes. */
    private static final String SPENT = """
            insert into passkey_spent (ceremony, expires_at)
            select substr(sha256(('spent' || i)::bytea), 1, 16), now() + i %% 900 * interval '1 second'
            from generate_series(?::bigint, ?::bigint, 5) i""";

    private Crowd() {}

    /** Adds the accounts numbered {@code first} to {@code last} and what belongs to them, in one transaction each table. */
    public static void add(Connection owner, long first, long last) throws SQLException {
        for (String statement : EVERYBODY) {
            run(owner, statement, first, last);
        }
        for (String statement : SIGNED_IN) {
            run(owner, statement, first, last);
        }
    }

    /** Adds what a service that does not seal its journal keeps of the same accounts' last minutes. */
    public static void addTraces(Connection owner, long first, long last) throws SQLException {
        run(owner, JOURNAL, first, last);
        run(owner, SPENT, first, last);
    }

    /** Lets the planner know, as autovacuum would soon. */
    public static void analyze(Connection owner) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute("vacuum analyze");
        }
    }

    private static void run(Connection owner, String statement, long first, long last) throws SQLException {
        try (var insert = owner.prepareStatement(statement.formatted(ACCOUNT, LONG_AGO, SESSION))) {
            insert.setLong(1, first);
            insert.setLong(2, last);
            insert.executeUpdate();
        }
    }
}
