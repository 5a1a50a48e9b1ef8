package dev.latchkey.stepup;

import dev.latchkey.account.Account;
import dev.latchkey.account.PrivateFacts;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.SessionId;
import dev.latchkey.id.TimeOrdered;
import dev.latchkey.postgres.Database;
import dev.latchkey.session.Session;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Asking other devices that are signed in. The asking one shows two digits and they are typed on the other, so that a yes
 * is given to what is seen and not out of habit; which number is right is compared in the database alone. Only sessions
 * that were opened before the attempt are asked, never the one that asks.
 */
@Singleton
public final class Approvals {
    /** How long other devices are asked. */
    public static final Duration LIFETIME = Duration.ofSeconds(120);

    static final int TRIES = 3;
    static final int MOST_AN_HOUR = 10;

    private static final int LOWEST = 10;
    private static final int NUMBERS = 90;

    /** One row for each ticket: asked again only once nobody answered, and no oftener than somebody can bear. */
    private static final String ASK = """
            insert into stepup_approval as a (ticket_hash, id, relying_party, account, action, number, tries_left, device,
                transaction, asking_session, attempted_at, asked_at, expires_at, state)
            select ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting'
            where (select count(*) from stepup_approval where account = ? and asked_at > ?) < ?
            on conflict (ticket_hash) do update
            set id = excluded.id, number = excluded.number, tries_left = excluded.tries_left,
                device = excluded.device, asked_at = excluded.asked_at, expires_at = excluded.expires_at
            where a.state = 'waiting' and a.expires_at <= excluded.asked_at""";

    private static final String ASKED = """
            select number, expires_at from stepup_approval
            where ticket_hash = ? and state = 'waiting' and expires_at > ?""";

    private static final String STATE = "select state, expires_at from stepup_approval where ticket_hash = ?";

    /** Which approvals a session may answer; the order of the parameters is that of {@link #mine}. */
    private static final String MINE = """
            account = ? and relying_party = ? and state = 'waiting' and expires_at > ? and attempted_at > ?
              and asking_session is distinct from ?
              and exists (select from stepup_ticket t
                          where t.ticket_hash = stepup_approval.ticket_hash and t.spent_at is null)""";

    private static final String OPEN =
            "select id, action, device, transaction, asked_at, expires_at from stepup_approval " + "where " + MINE
                    + " order by asked_at";

    private static final String TRY = "update stepup_approval set tries_left = tries_left - 1 where id = ? and "
            + "tries_left > 0 and " + MINE + " returning tries_left";

    private static final String MATCH = """
            update stepup_approval set state = 'approved', answered_at = ?, answered_by = ?
            where id = ? and number = ? and state = 'waiting'""";

    private static final String FAIL = """
            update stepup_approval set state = 'failed', answered_at = ?, answered_by = ?
            where id = ? and tries_left = 0 and state = 'waiting'""";

    private static final String REFUSE =
            "update stepup_approval set state = 'refused', answered_at = ?, answered_by = ? " + "where id = ? and "
                    + MINE + " returning ticket_hash";

    private final Database database;
    private final Clock clock;
    private final SecureRandom random;

    Approvals(Database database, Clock clock, SecureRandom random) {
        this.database = database;
        this.clock = clock;
        this.random = random;
    }

    /** What is shown where it is asked. */
    record Asked(int number, Instant expiresAt) {}

    /**
     * What other devices show.
     *
     * @param id its identifier
     * @param action what is attempted, for example {@code sign_in}
     * @param device the asking device, as its owner would name it, and its place where that is known
     * @param transaction what is to be approved
     * @param askedAt since when
     * @param expiresAt until when
     */
    public record Approval(
            UUID id,
            String action,
            PrivateFacts device,
            Optional<Transaction> transaction,
            Instant askedAt,
            Instant expiresAt) {}

    /** Asks, or goes on asking; empty when they were asked and did not agree, or were asked too often. */
    Optional<Asked> ask(Account account, Ticket ticket, PrivateFacts device) {
        Instant now = clock.instant();
        Instant until = now.plus(LIFETIME);
        database.write(
                ASK,
                ticket.proof(),
                TimeOrdered.uuid(now, random),
                ticket.relyingParty().value(),
                account.id().value(),
                ticket.action(),
                LOWEST + random.nextInt(NUMBERS),
                TRIES,
                device.close(account.key()),
                ticket.transaction(),
                ticket.session().map(SessionId::value),
                ticket.askedAt(),
                now,
                until.isBefore(ticket.expiresAt()) ? until : ticket.expiresAt(),
                account.id().value(),
                now.minus(Duration.ofHours(1)),
                MOST_AN_HOUR);
        return database.one(ASKED, row -> new Asked(row.getInt(1), instant(row, 2)), ticket.proof(), now);
    }

    /** Returns how far it has come. */
    public ApprovalState stateOf(Ticket ticket) {
        Instant now = clock.instant();
        return database.one(
                        STATE,
                        row -> switch (row.getString(1)) {
                            case "approved" -> ApprovalState.APPROVED;
                            case "waiting" ->
                                instant(row, 2).isAfter(now) ? ApprovalState.WAITING : ApprovalState.EXPIRED;
                            default -> ApprovalState.REFUSED;
                        },
                        ticket.proof())
                .orElse(ApprovalState.EXPIRED);
    }

    /** Returns what a session is asked, the oldest first. */
    public List<Approval> of(Account account, Session session) {
        return database.many(OPEN, row -> read(account, row), mine(account, session));
    }

    /** Takes one try at the number; how many are left, empty when this session is not asked that. */
    Optional<Integer> takeTry(Account account, Session session, UUID id) {
        return database.one(TRY, row -> row.getInt(1), withMine(account, session, id));
    }

    /** Says yes if the number is right. */
    boolean approve(Session session, UUID id, int number) {
        return database.write(MATCH, clock.instant(), session.id().value(), id, number) == 1;
    }

    /** Ends it when no try is left. */
    void giveUp(Session session, UUID id) {
        database.write(FAIL, clock.instant(), session.id().value(), id);
    }

    /** Says no; the hash of the ticket, empty when this session is not asked that. */
    Optional<Bytes> refuse(Account account, Session session, UUID id) {
        return database.one(
                REFUSE,
                row -> Bytes.of(row.getBytes(1)),
                withMine(account, session, clock.instant(), session.id().value(), id));
    }

    private Object[] mine(Account account, Session session) {
        return new Object[] {
            account.id().value(),
            account.relyingParty().value(),
            clock.instant(),
            session.createdAt(),
            session.id().value()
        };
    }

    private Object[] withMine(Account account, Session session, Object... first) {
        Object[] mine = mine(account, session);
        Object[] all = Arrays.copyOf(first, first.length + mine.length);
        System.arraycopy(mine, 0, all, first.length, mine.length);
        return all;
    }

    private static Approval read(Account account, ResultSet row) throws SQLException {
        return new Approval(
                row.getObject(1, UUID.class),
                row.getString(2),
                PrivateFacts.open(account.key(), Bytes.of(row.getBytes(3))).orElse(new PrivateFacts(Map.of())),
                Optional.ofNullable(row.getBytes(4))
                        .flatMap(closed -> Transaction.open(account.key(), Bytes.of(closed))),
                instant(row, 5),
                instant(row, 6));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
