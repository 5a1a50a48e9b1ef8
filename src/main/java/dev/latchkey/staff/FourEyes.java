package dev.latchkey.staff;

import dev.latchkey.account.Accounts;
import dev.latchkey.audit.Entry;
import dev.latchkey.audit.Event;
import dev.latchkey.audit.Journal;
import dev.latchkey.id.AccountId;
import dev.latchkey.id.TimeOrdered;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Writes;
import dev.latchkey.relyingparty.RelyingParty;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Roles are granted by two admins of the same managed relying party and taken away by one, but never the last admin's.
 * Until there are two, the command line alone grants.
 */
@Singleton
public class FourEyes {
    private static final int TWO = 2;

    private final Grants grants;
    private final Invitations invitations;
    private final InvitationRows invitationRows;
    private final ProposalRows proposals;
    private final Accounts accounts;
    private final Journal journal;
    private final Database database;
    private final StaffConfig config;
    private final Clock clock;
    private final SecureRandom random;

    FourEyes(
            Grants grants,
            Invitations invitations,
            InvitationRows invitationRows,
            ProposalRows proposals,
            Accounts accounts,
            Journal journal,
            Database database,
            StaffConfig config,
            Clock clock,
            SecureRandom random) {
        this.grants = grants;
        this.invitations = invitations;
        this.invitationRows = invitationRows;
        this.proposals = proposals;
        this.accounts = accounts;
        this.journal = journal;
        this.database = database;
        this.config = config;
        this.clock = clock;
        this.random = random;
    }

    /** Proposes roles for an account of the console. */
    @Transactional
    public ProposeOutcome propose(Staff by, RelyingParty console, AccountId gains, Set<Role> roles, String note) {
        if (gains.equals(by.account())) {
            return new ProposeOutcome.OwnGain();
        }
        if (accounts.find(console.id(), gains).isEmpty()) {
            return new ProposeOutcome.NoSuchAccount();
        }
        if (grants.admins(by.managed()).size() < TWO) {
            return new ProposeOutcome.TwoAdminsNeeded();
        }
        Writes writes = database.writes();
        OpenProposal proposal = proposal(console, by, Optional.of(gains), Optional.empty(), roles, note);
        proposals.add(writes, by.managed(), proposal);
        journal.record(
                writes,
                Entry.about(
                        by.managed(), Event.STAFF_ROLES_PROPOSED, gains, facts(proposal.id(), by.account(), roles)));
        writes.send();
        return new ProposeOutcome.Proposed(proposal.id(), Optional.empty(), proposal.expiresAt());
    }

    /** Makes an invitation that is good once another admin agreed. */
    @Transactional
    public ProposeOutcome invite(Staff by, RelyingParty console, Set<Role> roles, String note) {
        if (grants.admins(by.managed()).size() < TWO) {
            return new ProposeOutcome.TwoAdminsNeeded();
        }
        Writes writes = database.writes();
        Invitation invitation = invitations.propose(
                writes, console.id(), by, roles, note, clock.instant().plus(config.proposalLifetime()));
        OpenProposal proposal = proposal(console, by, Optional.empty(), Optional.of(invitation.id()), roles, note);
        proposals.add(writes, by.managed(), proposal);
        journal.record(
                writes,
                Entry.anonymous(by.managed(), Event.STAFF_INVITED, facts(proposal.id(), by.account(), roles))
                        .and("invitation", invitation.id().toString()));
        writes.send();
        return new ProposeOutcome.Proposed(proposal.id(), Optional.of(invitation), proposal.expiresAt());
    }

    /** Says yes or no to a proposal. Whoever proposed it may only take it back, and so may who would gain. */
    @Transactional
    public DecideOutcome decide(Staff by, UUID id, boolean approve) {
        Set<AccountId> admins = grants.adminsHeld(by.managed());
        Optional<ProposalRows.Found> found = proposals.findHeld(by.managed(), id);
        if (found.isEmpty()) {
            return new DecideOutcome.NotFound();
        }
        OpenProposal proposal = found.get().proposal();
        Instant now = clock.instant();
        if (found.get().decided() || !proposal.expiresAt().isAfter(now)) {
            return new DecideOutcome.Closed();
        }
        if (approve && isOwn(proposal, by.account())) {
            return new DecideOutcome.OwnDoing();
        }
        if (approve && !admins.containsAll(Set.of(by.account(), proposal.proposedBy()))) {
            return new DecideOutcome.TwoAdminsNeeded();
        }
        Writes writes = database.writes();
        proposals.decide(writes, id, by.account(), approve, now);
        Entry decided = Entry.anonymous(
                        by.managed(), Event.STAFF_PROPOSAL_DECIDED, facts(id, by.account(), proposal.roles()))
                .and("approved", Boolean.toString(approve));
        journal.record(writes, proposal.account().map(decided::of).orElse(decided));
        if (approve) {
            grant(writes, by, proposal, now);
        }
        writes.send();
        return approve ? new DecideOutcome.Approved() : new DecideOutcome.Refused();
    }

    /** Takes a role away at once. */
    @Transactional
    public RemoveOutcome remove(Staff by, AccountId account, Role role) {
        if (role == Role.ADMIN && grants.adminsHeld(by.managed()).equals(Set.of(account))) {
            return new RemoveOutcome.LastAdmin();
        }
        if (!grants.remove(account, by.managed(), role)) {
            return new RemoveOutcome.NotHeld();
        }
        Writes writes = database.writes();
        journal.record(
                writes,
                Entry.about(
                        by.managed(),
                        Event.STAFF_ROLE_REMOVED,
                        account,
                        Map.of("by", by.account().toString(), "roles", role.slug())));
        writes.send();
        return new RemoveOutcome.Removed();
    }

    private void grant(Writes writes, Staff by, OpenProposal proposal, Instant now) {
        proposal.invitation()
                .ifPresent(invitation ->
                        invitationRows.approve(writes, invitation, now, now.plus(config.invitationLifetime())));
        proposal.account().ifPresent(account -> {
            grants.add(writes, account, proposal.console(), by.managed(), proposal.roles(), now);
            journal.record(
                    writes,
                    Entry.about(
                            by.managed(),
                            Event.STAFF_ROLES_GRANTED,
                            account,
                            facts(proposal.id(), by.account(), proposal.roles())));
        });
    }

    private OpenProposal proposal(
            RelyingParty console,
            Staff by,
            Optional<AccountId> gains,
            Optional<UUID> invitation,
            Set<Role> roles,
            String note) {
        Instant now = clock.instant();
        return new OpenProposal(
                TimeOrdered.uuid(now, random),
                console.id(),
                gains,
                invitation,
                roles,
                note,
                by.account(),
                now,
                now.plus(config.proposalLifetime()));
    }

    private static boolean isOwn(OpenProposal proposal, AccountId account) {
        return proposal.proposedBy().equals(account) || proposal.account().equals(Optional.of(account));
    }

    private static Map<String, String> facts(UUID proposal, AccountId by, Set<Role> roles) {
        return Map.of("proposal", proposal.toString(), "by", by.toString(), "roles", Role.inOneLine(roles));
    }
}
