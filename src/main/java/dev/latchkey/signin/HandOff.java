package dev.latchkey.signin;

import dev.latchkey.account.Accounts;
import dev.latchkey.account.PrivateFacts;
import dev.latchkey.audit.Entry;
import dev.latchkey.audit.Event;
import dev.latchkey.audit.Journal;
import dev.latchkey.decision.DeviceMarks;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.SessionId;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Writes;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.relyingparty.RelyingParty.SessionMode;
import dev.latchkey.secret.Digests;
import dev.latchkey.secret.KeyedHash;
import dev.latchkey.session.OpenSession;
import dev.latchkey.session.Session;
import dev.latchkey.session.Sessions;
import dev.latchkey.token.Caller;
import dev.latchkey.token.Tokens;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Hands a sign-in on the hosted page over to a registered app: a code that is good once, for a minute, at one return
 * address, and only for whoever holds the verifier behind the code challenge (PKCE, RFC 7636). The app gets a session
 * of its own.
 */
@Singleton
class HandOff {
    private static final int CODE_LENGTH = 32;

    private final Database database;
    private final Sessions sessions;
    private final Accounts accounts;
    private final Tokens tokens;
    private final Journal journal;
    private final SignInConfig config;
    private final Clock clock;
    private final SecureRandom random;

    HandOff(
            Database database,
            Sessions sessions,
            Accounts accounts,
            Tokens tokens,
            Journal journal,
            SignInConfig config,
            Clock clock,
            SecureRandom random) {
        this.database = database;
        this.sessions = sessions;
        this.accounts = accounts;
        this.tokens = tokens;
        this.journal = journal;
        this.config = config;
        this.clock = clock;
        this.random = random;
    }

    /** A code that was spent just now. */
    private record Spent(SessionId session, String codeChallenge) {}

    /** Makes a code for the caller's session; empty when the session has ended. */
    @Transactional
    Optional<String> begin(RelyingParty relyingParty, Caller caller, String returnTo, String codeChallenge) {
        if (sessions.live(relyingParty.id(), caller.session()).isEmpty()) {
            return Optional.empty();
        }
        Bytes code = Bytes.random(CODE_LENGTH, random);
        database.write(
                """
                insert into signin_hand_off (code_hash, relying_party, session, return_to, code_challenge, expires_at)
                values (?, ?, ?, ?, ?, ?)""",
                Digests.sha256(code.toArray()),
                relyingParty.id().value(),
                caller.session().value(),
                returnTo,
                codeChallenge,
                clock.instant().plus(config.handOffLifetime()));
        return Optional.of(code.toBase64Url());
    }

    /** Exchanges a code; it is spent even when the verifier is wrong. Empty when anything does not fit. */
    @Transactional
    Optional<Opened> exchange(RelyingParty relyingParty, String code, String codeVerifier, String returnTo) {
        if (!relyingParty.returnAddresses().contains(returnTo)) {
            return Optional.empty();
        }
        Optional<Spent> spent = Bytes.fromBase64Url(code)
                .filter(bytes -> bytes.length() == CODE_LENGTH)
                .flatMap(bytes -> spend(relyingParty, Digests.sha256(bytes.toArray()), returnTo));
        return spent.filter(handOff -> KeyedHash.same(
                        Digests.sha256(codeVerifier.getBytes(StandardCharsets.US_ASCII)),
                        Bytes.fromBase64Url(handOff.codeChallenge()).orElseThrow()))
                .flatMap(handOff -> sessions.live(relyingParty.id(), handOff.session()))
                .filter(session -> !accounts.isLocked(relyingParty.id(), session.account()))
                .map(session -> open(relyingParty, session));
    }

    private Optional<Spent> spend(RelyingParty relyingParty, Bytes hash, String returnTo) {
        return database.one(
                """
                update signin_hand_off set spent_at = ?
                where code_hash = ? and relying_party = ? and return_to = ? and spent_at is null and expires_at > ?
                returning session, code_challenge""",
                row -> new Spent(new SessionId(row.getObject(1, UUID.class)), row.getString(2)),
                clock.instant(),
                hash,
                relyingParty.id().value(),
                returnTo,
                clock.instant());
    }

    private Opened open(RelyingParty relyingParty, Session hosted) {
        Writes writes = database.writes();
        Session session = sessions.open(
                writes,
                new OpenSession(
                        relyingParty,
                        hosted.account(),
                        hosted.credential(),
                        hosted.clientId(),
                        SessionMode.TOKEN,
                        sessions.strengthAt(hosted, clock.instant()),
                        deviceOf(hosted)));
        Opened opened = new Opened(session, tokens.issue(writes, relyingParty, session), Optional.empty());
        journal.record(
                writes,
                Entry.about(relyingParty.id(), Event.HANDED_OFF, hosted.account(), Map.of())
                        .in(session.id()));
        writes.send();
        return opened;
    }

    /** What the hosted page's device was, without the marks it is known by: the app does not have them. */
    private Optional<Bytes> deviceOf(Session hosted) {
        return accounts.find(hosted.relyingParty(), hosted.account())
                .flatMap(account -> hosted.device()
                        .flatMap(closed -> PrivateFacts.open(account.key(), closed))
                        .map(facts -> DeviceMarks.NONE.into(facts).close(account.key())));
    }
}
