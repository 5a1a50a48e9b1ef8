package dev.latchkey.staff;

import dev.latchkey.account.Account;
import dev.latchkey.account.Accounts;
import dev.latchkey.id.AccountId;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Reads;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Everybody with a role at a managed relying party, and what is under way there. */
@Singleton
public class Team {
    private final Grants grants;
    private final InvitationRows invitations;
    private final ProposalRows proposals;
    private final Accounts accounts;
    private final Database database;
    private final Clock clock;

    Team(
            Grants grants,
            InvitationRows invitations,
            ProposalRows proposals,
            Accounts accounts,
            Database database,
            Clock clock) {
        this.grants = grants;
        this.invitations = invitations;
        this.proposals = proposals;
        this.accounts = accounts;
        this.database = database;
        this.clock = clock;
    }

    /**
     * One of them.
     *
     * @param account who
     * @param console the relying party of the account
     * @param roles what they may do
     * @param since when they got the first of these roles
     */
    public record Member(AccountId account, RelyingPartyId console, Set<Role> roles, Instant since) {
        private Member and(Role role) {
            Set<Role> more = EnumSet.of(role);
            more.addAll(roles);
            return new Member(account, console, more, since);
        }
    }

    /** Returns who holds a role there, who has held theirs longest first. */
    public List<Member> members(RelyingPartyId relyingParty) {
        Map<AccountId, Member> members = new LinkedHashMap<>();
        for (Grants.Held held : grants.at(relyingParty)) {
            members.merge(
                    held.account(),
                    new Member(held.account(), held.console(), EnumSet.of(held.role()), held.since()),
                    (member, also) -> member.and(held.role()));
        }
        return List.copyOf(members.values());
    }

    /** Returns what waits for a second admin, the oldest first. */
    public List<OpenProposal> proposals(RelyingPartyId relyingParty) {
        return proposals.open(relyingParty, clock.instant());
    }

    /** Returns the invitations that are good and were not taken up, the oldest first. */
    public List<OpenInvitation> invitations(RelyingPartyId relyingParty) {
        return invitations.open(relyingParty, clock.instant());
    }

    /** Returns what accounts of a console are called; those that are gone are left out. */
    public Map<AccountId, String> names(RelyingPartyId console, Collection<AccountId> ids) {
        Map<AccountId, Reads.Answer<Account>> asked = new HashMap<>();
        Reads reads = database.reads();
        ids.forEach(id -> asked.computeIfAbsent(id, account -> accounts.find(reads, console, account)));
        if (asked.isEmpty()) {
            return Map.of();
        }
        reads.send();
        Map<AccountId, String> names = new HashMap<>();
        asked.forEach((id, answer) -> answer.rows().stream()
                .findFirst()
                .map(account -> account.label().displayName())
                .ifPresent(name -> names.put(id, name)));
        return Map.copyOf(names);
    }

    /** Whether any account of a console is an admin of anything, so that there is somebody to ask. */
    public boolean hasAdmin(RelyingPartyId console) {
        return grants.hasAdmin(console);
    }
}
