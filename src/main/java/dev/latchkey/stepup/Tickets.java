package dev.latchkey.stepup;

import dev.latchkey.account.Account;
import dev.latchkey.assurance.Acr;
import dev.latchkey.assurance.Amr;
import dev.latchkey.assurance.Assurance;
import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.CredentialId;
import dev.latchkey.id.DecisionId;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.id.SessionId;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Writes;
import dev.latchkey.relyingparty.RelyingParty.SessionMode;
import dev.latchkey.secret.Digests;
import dev.latchkey.secret.KeyedHash;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Tickets: what a client holds between "one more check, please" and the check. Opaque, kept as a hash, bound to decision,
 * account, session, client and browser, good once and for five minutes; one never travels in an address.
 */
@Singleton
public final class Tickets {
    /** How long a ticket is good for. */
    public static final Duration LIFETIME = Duration.ofMinutes(5);

    private static final int LENGTH = 32;

    private static final String INSERT = """
            insert into stepup_ticket (ticket_hash, relying_party, account, decision, mode, expires_at, action, methods,
                client, binding, credential, session, transaction, proven_acr, proven_amr, proven_at, tries_left, asked_at,
                asked_by, transaction_key)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String FIND = """
            select ticket_hash, relying_party, account, decision, action, mode, client, methods, credential, session,
                transaction, proven_acr, proven_amr, proven_at, tries_left, asked_at, expires_at, binding
            from stepup_ticket
            where ticket_hash = ? and relying_party = ? and spent_at is null and expires_at > ?""";

    /** Whoever tries holds the row until the transaction ends, so that tries of one ticket follow each other. */
    private static final String TRY = """
            update stepup_ticket set tries_left = tries_left - 1
            where ticket_hash = ? and spent_at is null and expires_at > ? and tries_left > 0
            returning tries_left""";

    private static final String END = """
            update stepup_ticket set spent_at = ?, outcome = ?
            where ticket_hash = ? and account = ? and spent_at is null and expires_at > ?
            returning decision""";

    /** The ticket of a back end belongs to the browser that is the first to use it. */
    private static final String BIND = """
            update stepup_ticket set binding = ?
            where ticket_hash = ? and (binding is null or binding = ?) and spent_at is null""";

    private static final String REDEEM = """
            update stepup_ticket set redeemed_at = ?
            where redeemed_at is null and ticket_hash =
                (select ticket_hash from stepup_ticket
                 where account = ? and transaction_key = ? and asked_by = ? and session is null
                   and outcome = 'passed' and spent_at > ? and redeemed_at is null
                 order by spent_at limit 1)""";

    /** How many wrong codes a ticket bears, over all methods that can be guessed. */
    static final int TRIES = 5;

    private final Database database;
    private final Clock clock;
    private final SecureRandom random;

    Tickets(Database database, Clock clock, SecureRandom random) {
        this.database = database;
        this.clock = clock;
        this.random = random;
    }

    /** Adds a fresh ticket to {@code writes} and returns it. */
    public String issue(Writes writes, AskForMore ask) {
        Bytes ticket = Bytes.random(LENGTH, random);
        writes.add(
                INSERT,
                Digests.sha256(ticket.toArray()),
                ask.account().relyingParty().value(),
                ask.account().id().value(),
                ask.decision().value(),
                ask.mode().name(),
                clock.instant().plus(LIFETIME),
                ask.action(),
                ask.methods().stream().map(Method::id).collect(Collectors.joining(" ")),
                ask.client(),
                ask.binding(),
                ask.credential().map(CredentialId::value),
                ask.session().map(SessionId::value),
                ask.transaction().map(what -> what.close(ask.account().key())),
                ask.proven().map(proven -> proven.acr().ordinal() + 1),
                ask.proven().map(proven -> proven.amr().stream().map(Amr::value).collect(Collectors.joining(" "))),
                ask.proven().map(Assurance::authTime),
                TRIES,
                ask.at(),
                ask.askedBy(),
                ask.transaction().map(approved -> approved.keyFor(ask.account())));
        return ticket.toBase64Url();
    }

    /**
     * Finds a ticket of this relying party that is neither spent nor expired.
     *
     * @param preLogin the pre-login id of the browser that presents it, to which the ticket may be bound
     */
    public Optional<Ticket> find(RelyingPartyId relyingParty, String ticket, Optional<Bytes> preLogin) {
        return Bytes.fromBase64Url(ticket)
                .filter(bytes -> bytes.length() == LENGTH)
                .flatMap(bytes -> find(relyingParty, Digests.sha256(bytes.toArray()), preLogin));
    }

    /** As {@link #find(RelyingPartyId, String, Optional)} by the ticket's hash, as a ceremony seals it. */
    public Optional<Ticket> find(RelyingPartyId relyingParty, Bytes proof, Optional<Bytes> preLogin) {
        Optional<Bytes> browser = preLogin.map(id -> Digests.sha256(id.toArray()));
        return database.one(FIND, Tickets::find, proof, relyingParty.value(), clock.instant())
                .filter(found -> isOf(browser, found))
                .map(Found::ticket);
    }

    /** A ticket, the browser it is bound to, and whether an app's back end asked for it. */
    private record Found(Ticket ticket, Optional<Bytes> binding, boolean ofBackEnd) {}

    /** A back end cannot know the browser that its ticket is for: that is the first one that comes with it. */
    private boolean isOf(Optional<Bytes> browser, Found found) {
        if (found.binding().isPresent()) {
            return browser.filter(id -> KeyedHash.same(id, found.binding().get()))
                    .isPresent();
        }
        return !found.ofBackEnd()
                || browser.isEmpty()
                || database.write(BIND, browser, found.ticket().proof(), browser) == 1;
    }

    /**
     * Tells the back end that asked of an approval that no session, and so no token, carries: once, and for as long as a
     * token would be good.
     */
    boolean redeem(Account account, Transaction transaction, String client) {
        Instant now = clock.instant();
        return database.write(
                        REDEEM, now, account.id().value(), transaction.keyFor(account), client, now.minus(LIFETIME))
                == 1;
    }

    /** Spends a ticket on success; false when it was spent before, has expired, or belongs to somebody else. */
    public boolean spend(AccountId account, Bytes proof) {
        return end(account, proof, "passed").isPresent();
    }

    /** Ends a ticket because its owner said no; empty when it has ended already, else the decision that asked. */
    Optional<DecisionId> refuse(AccountId account, Bytes proof) {
        return end(account, proof, "refused");
    }

    /** Takes one try and returns how many are left; empty when none was left or the ticket is good no more. */
    Optional<Integer> takeTry(Ticket ticket) {
        return database.one(TRY, row -> row.getInt(1), ticket.proof(), clock.instant());
    }

    /** Whether a ticket is neither spent nor expired. */
    boolean isOpen(Ticket ticket) {
        return database.one(
                        FIND, row -> true, ticket.proof(), ticket.relyingParty().value(), clock.instant())
                .isPresent();
    }

    private Optional<DecisionId> end(AccountId account, Bytes proof, String outcome) {
        Instant now = clock.instant();
        return database.one(
                END, row -> new DecisionId(row.getObject(1, UUID.class)), now, outcome, proof, account.value(), now);
    }

    private static Found find(ResultSet row) throws SQLException {
        boolean ofBackEnd = row.getString("asked_by") != null;
        return new Found(read(row), bytes(row, "binding"), ofBackEnd);
    }

    private static Ticket read(ResultSet row) throws SQLException {
        return new Ticket(
                Bytes.of(row.getBytes("ticket_hash")),
                new RelyingPartyId(row.getString("relying_party")),
                new AccountId(row.getObject("account", UUID.class)),
                new DecisionId(row.getObject("decision", UUID.class)),
                row.getString("action"),
                SessionMode.valueOf(row.getString("mode")),
                row.getString("client"),
                Method.read(row.getString("methods")),
                bytes(row, "credential").map(CredentialId::new),
                Optional.ofNullable(row.getObject("session", UUID.class)).map(SessionId::new),
                bytes(row, "transaction"),
                proven(row),
                row.getInt("tries_left"),
                instant(row, "asked_at").orElseThrow(),
                instant(row, "expires_at").orElseThrow());
    }

    private static Optional<Assurance> proven(ResultSet row) throws SQLException {
        Optional<Instant> at = instant(row, "proven_at");
        if (at.isEmpty()) {
            return Optional.empty();
        }
        Set<Amr> amr = EnumSet.noneOf(Amr.class);
        Arrays.stream(row.getString("proven_amr").split(" "))
                .forEach(value -> Amr.fromValue(value).ifPresent(amr::add));
        return Optional.of(new Assurance(Acr.values()[row.getInt("proven_acr") - 1], amr, at.get()));
    }

    private static Optional<Bytes> bytes(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getBytes(column)).map(Bytes::of);
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
