package dev.latchkey.staff;

import dev.latchkey.audit.Entry;
import dev.latchkey.audit.Event;
import dev.latchkey.audit.Journal;
import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.id.TimeOrdered;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Writes;
import dev.latchkey.secret.Digests;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Invitations: the only way to an account of the console, and one way to more roles. A token is 256 random bits, shown
 * once and kept as a hash; it is spent by one conditional update in the transaction that gives what it promises.
 */
@Singleton
public class Invitations {
    private static final int TOKEN_LENGTH = 32;

    private final InvitationRows rows;
    private final Grants grants;
    private final Journal journal;
    private final Database database;
    private final StaffConfig config;
    private final Clock clock;
    private final SecureRandom random;

    Invitations(
            InvitationRows rows,
            Grants grants,
            Journal journal,
            Database database,
            StaffConfig config,
            Clock clock,
            SecureRandom random) {
        this.rows = rows;
        this.grants = grants;
        this.journal = journal;
        this.database = database;
        this.config = config;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Makes an invitation that is good at once: what operators of the deployment may do, and nobody over HTTP.
     *
     * @param console the relying party with use staff at which it is taken up
     * @param roles what it gives, by managed relying party
     * @param by who makes it, in the journal's words, such as {@code command-line}
     */
    @Transactional
    public Invitation invite(RelyingPartyId console, Map<RelyingPartyId, Set<Role>> roles, String note, String by) {
        Instant now = clock.instant();
        Writes writes = database.writes();
        Invitation made = add(
                writes,
                console,
                roles,
                note,
                Optional.empty(),
                Optional.of(now),
                now.plus(config.invitationLifetime()));
        roles.forEach((party, given) -> journal.record(
                writes,
                Entry.anonymous(
                        party,
                        Event.STAFF_INVITED,
                        Map.of("invitation", made.id().toString(), "roles", Role.inOneLine(given), "by", by))));
        writes.send();
        return made;
    }

    /**
     * Looks whether a token is good at a console now.
     *
     * @return what stands for it from here on, its hash; empty when it is not good
     */
    public Optional<Bytes> good(RelyingPartyId console, String token) {
        Bytes hash = hash(token);
        return rows.good(console, hash, clock.instant()).map(good -> hash);
    }

    /** Spends an invitation for an account that is just being made, in the caller's transaction. */
    public AcceptOutcome accept(RelyingPartyId console, Bytes hash, AccountId account) {
        return rows.spend(console, hash, account, clock.instant())
                .<AcceptOutcome>map(spent -> give(console, spent.id(), account))
                .orElseGet(AcceptOutcome.NotGood::new);
    }

    /** Spends an invitation for an account that is there; nobody takes up what they made or approved themselves. */
    @Transactional
    public AcceptOutcome claim(RelyingPartyId console, String token, AccountId account) {
        Bytes hash = hash(token);
        Optional<InvitationRows.Good> good = rows.good(console, hash, clock.instant());
        if (good.isPresent() && rows.isDoingOf(good.get(), account)) {
            return new AcceptOutcome.OwnDoing();
        }
        return accept(console, hash, account);
    }

    /**
     * Ends an invitation that nobody took up, as when its link went astray; whatever else it would have given is not given
     * either.
     *
     * @return whether it gave roles at the relying party that {@code by} manages, and could still be used
     */
    @Transactional
    public boolean withdraw(Staff by, UUID invitation) {
        boolean withdrawn = rows.withdraw(by.managed(), invitation, clock.instant());
        if (withdrawn) {
            Writes writes = database.writes();
            journal.record(
                    writes,
                    Entry.anonymous(
                            by.managed(),
                            Event.STAFF_INVITATION_WITHDRAWN,
                            Map.of(
                                    "invitation",
                                    invitation.toString(),
                                    "by",
                                    by.account().toString())));
            writes.send();
        }
        return withdrawn;
    }

    /** Adds one that a second admin has to agree to. */
    Invitation propose(
            Writes writes, RelyingPartyId console, Staff by, Set<Role> roles, String note, Instant expiresAt) {
        return add(
                writes,
                console,
                Map.of(by.managed(), roles),
                note,
                Optional.of(by.account()),
                Optional.empty(),
                expiresAt);
    }

    private Invitation add(
            Writes writes,
            RelyingPartyId console,
            Map<RelyingPartyId, Set<Role>> roles,
            String note,
            Optional<AccountId> madeBy,
            Optional<Instant> approvedAt,
            Instant expiresAt) {
        Instant now = clock.instant();
        UUID id = TimeOrdered.uuid(now, random);
        String token = Bytes.random(TOKEN_LENGTH, random).toBase64Url();
        rows.add(
                writes,
                new InvitationRows.New(id, console, hash(token), note, madeBy, now, approvedAt, expiresAt, roles));
        return new Invitation(id, token, expiresAt);
    }

    private AcceptOutcome.Accepted give(RelyingPartyId console, UUID invitation, AccountId account) {
        Map<RelyingPartyId, Set<Role>> roles = rows.roles(invitation);
        Instant now = clock.instant();
        Writes writes = database.writes();
        roles.forEach((party, given) -> {
            grants.add(writes, account, console, party, given, now);
            journal.record(
                    writes,
                    Entry.about(
                            party,
                            Event.STAFF_INVITATION_USED,
                            account,
                            Map.of("invitation", invitation.toString(), "roles", Role.inOneLine(given))));
        });
        writes.send();
        return new AcceptOutcome.Accepted(roles);
    }

    private static Bytes hash(String token) {
        return Digests.sha256(token.getBytes(StandardCharsets.UTF_8));
    }
}
