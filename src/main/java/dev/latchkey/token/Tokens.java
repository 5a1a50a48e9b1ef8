package dev.latchkey.token;

import dev.latchkey.assurance.Assurance;
import dev.latchkey.audit.Entry;
import dev.latchkey.audit.Event;
import dev.latchkey.audit.Journal;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.SessionId;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Reads;
import dev.latchkey.postgres.Scalar;
import dev.latchkey.postgres.Writes;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.secret.Vault;
import dev.latchkey.session.Session;
import dev.latchkey.session.Sessions;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Issues a session's tokens and rotates them. Of all presentations of one refresh token exactly one rotates it; within
 * the grace window the others are given the same successor, kept under a key that only the presented token gives; after
 * it a token from before means that somebody holds a copy, and family and session end (RFC 9700 §4.14.2).
 */
@Singleton
public final class Tokens {
    private static final Duration LONGEST_GRACE = Duration.ofSeconds(10);

    private static final String INSERT =
            "insert into token_family (session, generation, current_hash) values (?, ?, ?)";

    private static final String ROTATE = """
            update token_family
               set generation = ?, current_hash = ?, previous_hash = ?, rotated_at = ?, successor = ?
             where generation = ? and current_hash = ? and session =\s""";

    private static final String FAMILY =
            "select generation, previous_hash, rotated_at, successor from token_family where session = ?";

    private static final String NEWEST =
            "select 1 from token_family where session = ? and generation = ? and current_hash = ?";

    private static final String END = "delete from token_family where session = ?";

    private final Database database;
    private final Sessions sessions;
    private final AccessTokens accessTokens;
    private final RefreshTokens refreshTokens;
    private final Csrf csrf;
    private final Vault vault;
    private final Journal journal;
    private final TokenConfig config;
    private final Clock clock;
    private final MeterRegistry metrics;

    Tokens(
            Database database,
            Sessions sessions,
            AccessTokens accessTokens,
            RefreshTokens refreshTokens,
            Csrf csrf,
            Vault vault,
            Journal journal,
            TokenConfig config,
            Clock clock,
            MeterRegistry metrics) {
        this.database = database;
        this.sessions = sessions;
        this.accessTokens = accessTokens;
        this.refreshTokens = refreshTokens;
        this.csrf = csrf;
        this.vault = vault;
        this.journal = journal;
        this.config = config;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Issues the first pair of a session: adds the insert of its refresh family to {@code writes}. */
    public TokenPair issue(Writes writes, RelyingParty relyingParty, Session session) {
        return issue(writes, relyingParty, session, Optional.empty());
    }

    /** As {@link #issue(Writes, RelyingParty, Session)}; this one access token says what its holder has approved. */
    public TokenPair issue(
            Writes writes, RelyingParty relyingParty, Session session, Optional<Map<String, Object>> transaction) {
        RefreshToken first = refreshTokens.create(session.id(), 1);
        writes.add(INSERT, session.id().value(), first.generation(), first.hash());
        return pair(relyingParty, session, first, transaction);
    }

    /**
     * Rotates a refresh token in the caller's transaction, which must commit whatever the outcome. What was not issued
     * here touches no database.
     */
    public RotationOutcome rotate(RelyingParty relyingParty, String refreshToken) {
        return refreshTokens
                .read(refreshToken)
                .flatMap(presented -> rotate(relyingParty, presented))
                .orElseGet(() -> counted("unknown", new RotationOutcome.Unknown()));
    }

    /**
     * A refresh token that was issued here, and what is read of it.
     *
     * @param account whose it is, for queries that travel along
     */
    public record Presented(Reads.Answer<Session> live, Reads.Answer<Boolean> newest, Scalar account) {
        /**
         * Returns the live session of a token that is its family's newest, once the reads were sent; empty for every
         * other token, of which {@link #rotate} says what is wrong.
         */
        public Optional<Session> session() {
            return newest.rows().isEmpty()
                    ? Optional.empty()
                    : live.rows().stream().findFirst();
        }
    }

    /** Adds to {@code reads} what tells whether the token is good; empty for one that was never issued here. */
    public Optional<Presented> present(Reads reads, RelyingParty relyingParty, String refreshToken) {
        return refreshTokens
                .read(refreshToken)
                .map(token -> new Presented(
                        sessions.live(reads, relyingParty.id(), token.session()),
                        reads.add(NEWEST, row -> true, token.session().value(), token.generation(), token.hash()),
                        sessions.accountOf(token.session())));
    }

    /** Returns the session of a refresh token that was issued here, however long ago; looks at no database. */
    public Optional<SessionId> sessionOf(String refreshToken) {
        return refreshTokens.read(refreshToken).map(RefreshToken::session);
    }

    /** The session's use and the rotation in one round trip: the former holds the row, so that the latter finds it live. */
    private Optional<RotationOutcome> rotate(RelyingParty relyingParty, RefreshToken presented) {
        SessionId id = presented.session();
        RefreshToken next = refreshTokens.create(id, presented.generation() + 1);
        Scalar live = sessions.ifLive(relyingParty.id(), id);
        Reads reads = database.reads();
        Reads.Answer<Session> seen = sessions.seen(reads, relyingParty.id(), id);
        Reads.Answer<Boolean> rotated = reads.add(
                ROTATE + live.sql() + " returning true",
                row -> true,
                next.generation(),
                next.hash(),
                presented.hash(),
                clock.instant(),
                vault.closeUnder(
                        presented.successorKey(), id.toString(), next.content().toArray()),
                presented.generation(),
                presented.hash(),
                live);
        reads.send();
        return seen.rows().stream()
                .findFirst()
                .map(session -> rotated.rows().isEmpty()
                        ? judge(relyingParty, session, presented)
                        : counted("rotated", new RotationOutcome.Rotated(session, pair(relyingParty, session, next))));
    }

    private RotationOutcome judge(RelyingParty relyingParty, Session session, RefreshToken presented) {
        return database.one(FAMILY, RefreshFamily::read, session.id().value())
                .map(family -> judge(relyingParty, session, presented, family))
                .orElseGet(() -> counted("unknown", new RotationOutcome.Unknown()));
    }

    /** An authentic token of a live session that is not the newest. */
    private RotationOutcome judge(
            RelyingParty relyingParty, Session session, RefreshToken presented, RefreshFamily family) {
        if (presented.generation() > family.generation()) {
            // Issued by a transaction that a failed-over database has lost: nobody's fault, but not good.
            return counted("unknown", new RotationOutcome.Unknown());
        }
        return family.sealedSuccessorOf(presented, graceWindow(), clock.instant())
                .flatMap(closed ->
                        vault.openUnder(presented.successorKey(), session.id().toString(), closed))
                .map(content -> RefreshToken.of(Bytes.of(content)))
                .<RotationOutcome>map(successor -> counted(
                        "repeated", new RotationOutcome.Rotated(session, pair(relyingParty, session, successor))))
                .orElseGet(() -> endForReuse(session));
    }

    private RotationOutcome endForReuse(Session session) {
        Writes writes = database.writes();
        sessions.end(writes, session.id(), "refresh-token-reused");
        writes.add(END, session.id().value());
        journal.record(
                writes,
                Entry.about(session.relyingParty(), Event.REFRESH_REUSED, session.account(), Map.of())
                        .in(session.id()));
        writes.send();
        return counted("reused", new RotationOutcome.Reused(session));
    }

    private TokenPair pair(RelyingParty relyingParty, Session session, RefreshToken refreshToken) {
        return pair(relyingParty, session, refreshToken, Optional.empty());
    }

    private TokenPair pair(
            RelyingParty relyingParty,
            Session session,
            RefreshToken refreshToken,
            Optional<Map<String, Object>> transaction) {
        Instant now = clock.instant();
        Assurance assurance = sessions.strengthAt(session, now);
        return new TokenPair(
                accessTokens.sign(relyingParty, session, assurance, transaction),
                accessTokens.lifetime(transaction.isPresent()),
                refreshToken.text(),
                Duration.between(now, session.usableUntil()),
                csrf.valueFor(session.id()),
                assurance);
    }

    private Duration graceWindow() {
        return config.grace().compareTo(LONGEST_GRACE) > 0 ? LONGEST_GRACE : config.grace();
    }

    private <T extends RotationOutcome> T counted(String outcome, T result) {
        metrics.counter("token.refresh", "outcome", outcome).increment();
        return result;
    }
}
