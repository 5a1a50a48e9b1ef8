package dev.latchkey.session;

import dev.latchkey.assurance.Acr;
import dev.latchkey.assurance.Amr;
import dev.latchkey.assurance.Assurance;
import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.CredentialId;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.id.SessionId;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Reads;
import dev.latchkey.postgres.Scalar;
import dev.latchkey.postgres.Writes;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.relyingparty.RelyingParty.Use;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Opens, finds and ends sessions. A session is live while it has not been ended, has not outlived its absolute life and
 * has not lain unused for longer than it may (NIST SP 800-63B-4 §5.2); all three are looked at in the statement that
 * finds it. What ends a session leaves the row, with the reason, until the row is pruned.
 */
@Singleton
public final class Sessions {
    private static final UUID NONE = new UUID(0, 0);

    private static final String INSERT = """
            insert into session (id, relying_party, account, credential_id, client_id, mode, acr, amr, auth_time, device,
                                 created_at, last_seen_at, expires_at, idle_seconds)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String LIVE = "select" + SessionReader.COLUMNS + """
            from session
             where id = ? and relying_party = ? and ended_at is null and expires_at > ?
               and last_seen_at + make_interval(secs => idle_seconds) > ?""";

    private static final String LIVE_OF = "select" + SessionReader.COLUMNS + """
            from session
             where account = ? and ended_at is null and expires_at > ?
               and last_seen_at + make_interval(secs => idle_seconds) > ?""";

    /** One statement, so that of a use and an end at the same moment the end wins: it waits for the row and looks again. */
    private static final String SEEN = """
            update session
               set acr = case when last_seen_at < ? or auth_time < ? then 1 else acr end, last_seen_at = ?
             where id = ? and relying_party = ? and ended_at is null and expires_at > ?
               and last_seen_at + make_interval(secs => idle_seconds) > ?
            returning""" + SessionReader.COLUMNS;

    private static final String ACCOUNT = "select account from session where id = ?";

    private static final String STILL_LIVE = """
            select id from session
             where id = ? and relying_party = ? and ended_at is null and expires_at > ?
               and last_seen_at + make_interval(secs => idle_seconds) > ?""";

    private static final String END =
            "update session set ended_at = ?, end_reason = ? where id = ? and ended_at is null";

    private static final String END_OWN =
            "update session set ended_at = ?, end_reason = ? where id = ? and account = ? and ended_at is null";

    private static final String END_ALL =
            "update session set ended_at = ?, end_reason = ? where account = ? and id <> ? and ended_at is null";

    private static final String END_OF_CREDENTIAL =
            "update session set ended_at = ?, end_reason = ? where account = ? and credential_id = ? and ended_at is null";

    private static final String OPENING = "select created_at, credential_id from session where account = ? and id = ?";

    private static final String IDS = "select id from session where account = ?";

    private final Database database;
    private final SessionRows rows;
    private final SessionConfig config;
    private final Clock clock;
    private final SecureRandom random;

    Sessions(Database database, SessionRows rows, SessionConfig config, Clock clock, SecureRandom random) {
        this.database = database;
        this.rows = rows;
        this.config = config;
        this.clock = clock;
        this.random = random;
    }

    /** Opens a session: adds one insert to {@code writes} and returns what will stand in the row. */
    public Session open(Writes writes, OpenSession open) {
        Instant now = StoredTime.of(clock.instant());
        return insert(
                writes,
                new Session(
                        SessionId.create(now, random),
                        open.relyingParty().id(),
                        open.account(),
                        open.credential(),
                        open.clientId(),
                        open.mode(),
                        open.assurance(),
                        open.device(),
                        now,
                        now,
                        now.plus(absoluteLife(open.relyingParty())),
                        idleLife(open.relyingParty())));
    }

    /**
     * Puts a session with a new identifier in the place of {@code former} after a step-up, so that whoever knew the
     * former identifier or its tokens gains nothing from the new level. Its life begins anew, but for staff; when it was opened
     * stays as it was, and its passkey is the one just used, or the former one's when another proof was used. The former
     * one is ended with the reason {@code stepped-up}.
     */
    public Session replace(
            Writes writes,
            RelyingParty relyingParty,
            Session former,
            Optional<CredentialId> credential,
            Assurance proven) {
        Instant now = StoredTime.of(clock.instant());
        end(writes, former.id(), "stepped-up");
        return insert(
                writes,
                new Session(
                        SessionId.create(now, random),
                        relyingParty.id(),
                        former.account(),
                        credential.or(former::credential),
                        former.clientId(),
                        former.mode(),
                        proven,
                        former.device(),
                        former.createdAt(),
                        now,
                        relyingParty.use() == Use.STAFF ? former.expiresAt() : now.plus(absoluteLife(relyingParty)),
                        idleLife(relyingParty)));
    }

    /** Finds a live session of the relying party by one statement; empty when it was ended, has expired or never was. */
    public Optional<Session> live(RelyingPartyId relyingParty, SessionId id) {
        Instant now = clock.instant();
        return database.one(LIVE, SessionReader::read, id.value(), relyingParty.value(), now, now);
    }

    /** As {@link #live(RelyingPartyId, SessionId)}, travelling with other queries; no row or one. */
    public Reads.Answer<Session> live(Reads reads, RelyingPartyId relyingParty, SessionId id) {
        Instant now = clock.instant();
        return reads.add(LIVE, SessionReader::read, id.value(), relyingParty.value(), now, now);
    }

    /**
     * Notes that a live session is being used and returns it as it stands from now on, its level fallen for good if it
     * had to fall. The row stays locked until the transaction ends, so that uses of one session follow each other.
     */
    public Optional<Session> seen(RelyingPartyId relyingParty, SessionId id) {
        Reads reads = database.reads();
        Reads.Answer<Session> seen = seen(reads, relyingParty, id);
        reads.send();
        return seen.rows().stream().findFirst();
    }

    /** As {@link #seen(RelyingPartyId, SessionId)}, travelling with other queries; no row or one. */
    public Reads.Answer<Session> seen(Reads reads, RelyingPartyId relyingParty, SessionId id) {
        Instant now = clock.instant();
        return reads.add(
                SEEN,
                SessionReader::read,
                now.minus(config.strengthIdle()),
                now.minus(config.strengthAge()),
                now,
                id.value(),
                relyingParty.value(),
                now,
                now);
    }

    /** Looks up whose session it is, live or not. */
    public Scalar accountOf(SessionId id) {
        return Scalar.of(ACCOUNT, id.value());
    }

    /** Looks the session up by its own identifier: unknown unless it is live. */
    public Scalar ifLive(RelyingPartyId relyingParty, SessionId id) {
        Instant now = clock.instant();
        return Scalar.of(STILL_LIVE, id.value(), relyingParty.value(), now, now);
    }

    /** Returns the account's live sessions, the last used first. */
    public List<Session> of(AccountId account) {
        return rows.liveOf(account, clock.instant());
    }

    /** As {@link #of(AccountId)}, travelling with other queries and in no order. */
    public Reads.Answer<Session> of(Reads reads, AccountId account) {
        Instant now = clock.instant();
        return reads.add(LIVE_OF, SessionReader::read, account.value(), now, now);
    }

    /** Returns the identifiers of all the account's sessions that are still kept, ended ones included. */
    public List<SessionId> idsOf(AccountId account) {
        return database.many(IDS, row -> new SessionId(row.getObject(1, UUID.class)), account.value());
    }

    /** Returns how a session of the account was opened, also after its end; empty once its row is gone. */
    public Optional<Opening> opening(AccountId account, SessionId id) {
        return database.one(
                OPENING,
                row -> new Opening(
                        row.getObject(1, OffsetDateTime.class).toInstant(),
                        Optional.ofNullable(row.getBytes(2)).map(bytes -> new CredentialId(Bytes.of(bytes)))),
                account.value(),
                id.value());
    }

    /** Adds the end of a session to {@code writes}; does nothing to one that has ended already. */
    public void end(Writes writes, SessionId id, String reason) {
        writes.add(END, clock.instant(), reason, id.value());
    }

    /** Ends a session if it is the account's own; returns whether it was and had not ended before. */
    public boolean end(AccountId owner, SessionId id, String reason) {
        return database.write(END_OWN, clock.instant(), reason, id.value(), owner.value()) == 1;
    }

    /** Ends the account's sessions, but for {@code except}, and returns how many it ended. */
    public int endAll(AccountId account, Optional<SessionId> except, String reason) {
        UUID spared = except.map(SessionId::value).orElse(NONE);
        return database.write(END_ALL, clock.instant(), reason, account.value(), spared);
    }

    /** Adds the end of the sessions that the account opened with a passkey, because it is being removed. */
    public void endOf(Writes writes, AccountId account, CredentialId credential, String reason) {
        writes.add(END_OF_CREDENTIAL, clock.instant(), reason, account.value(), credential.value());
    }

    /**
     * What the session is worth at {@code now}: as proven, or of the lowest level when it was last used too long ago or
     * was proven too long ago (NIST SP 800-63B-4 §2.2.3; see {@link SessionConfig} for how long).
     */
    public Assurance strengthAt(Session session, Instant now) {
        boolean idled = session.lastSeenAt().isBefore(now.minus(config.strengthIdle()));
        boolean aged = session.assurance().authTime().isBefore(now.minus(config.strengthAge()));
        return idled || aged ? session.assurance().weakened() : session.assurance();
    }

    private Session insert(Writes writes, Session session) {
        Assurance assurance = session.assurance();
        writes.add(
                INSERT,
                session.id().value(),
                session.relyingParty().value(),
                session.account().value(),
                session.credential().map(CredentialId::value),
                session.clientId(),
                session.mode().name(),
                levelOf(assurance.acr()),
                assurance.amr().stream().map(Amr::value).collect(Collectors.joining(" ")),
                assurance.authTime(),
                session.device(),
                session.createdAt(),
                session.lastSeenAt(),
                session.expiresAt(),
                Math.toIntExact(session.idle().toSeconds()));
        return session;
    }

    private static int levelOf(Acr acr) {
        return acr.ordinal() + 1;
    }

    private Duration idleLife(RelyingParty relyingParty) {
        if (relyingParty.use() == Use.STAFF) {
            return config.staffIdle();
        }
        return relyingParty.rememberSessions() ? config.rememberedIdle() : config.idle();
    }

    private Duration absoluteLife(RelyingParty relyingParty) {
        if (relyingParty.use() == Use.STAFF) {
            return config.staffAbsolute();
        }
        return relyingParty.rememberSessions() ? config.rememberedAbsolute() : config.absolute();
    }
}
