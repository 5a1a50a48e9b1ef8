package dev.latchkey.console.staff;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.id.AccountId;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.staff.OpenInvitation;
import dev.latchkey.staff.OpenProposal;
import dev.latchkey.staff.Role;
import dev.latchkey.staff.Staff;
import dev.latchkey.staff.Team;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The people of a managed relying party on the wire; names are of the console that asks, absent for other accounts. */
@RegisterForReflection
record TeamAnswer(
        List<MemberAnswer> members, List<ProposalAnswer> proposals, List<InvitationAnswer> invitations, int admins) {
    /** One of them. */
    @RegisterForReflection
    record MemberAnswer(String account, Optional<String> name, List<String> roles, Instant since, boolean you) {}

    /** What waits for a second admin; {@code yours} where the caller cannot be that. */
    @RegisterForReflection
    record ProposalAnswer(
            String id,
            Optional<String> account,
            Optional<String> name,
            Optional<String> invitation,
            List<String> roles,
            String note,
            @JsonProperty("proposed_by") String proposedBy,
            @JsonProperty("proposed_by_name") Optional<String> proposedByName,
            @JsonProperty("proposed_at") Instant proposedAt,
            @JsonProperty("expires_at") Instant expiresAt,
            boolean yours) {}

    /** An invitation that nobody took up yet. */
    @RegisterForReflection
    record InvitationAnswer(
            String id,
            List<String> roles,
            String note,
            @JsonProperty("made_by") Optional<String> madeBy,
            @JsonProperty("made_by_name") Optional<String> madeByName,
            @JsonProperty("made_at") Instant madeAt,
            @JsonProperty("expires_at") Instant expiresAt) {}

    static TeamAnswer of(Team team, Staff asking, RelyingPartyId console) {
        List<Team.Member> members = team.members(asking.managed());
        List<OpenProposal> proposals = team.proposals(asking.managed());
        List<OpenInvitation> invitations = team.invitations(asking.managed());
        Set<AccountId> named = new HashSet<>();
        members.forEach(member -> named.add(member.account()));
        proposals.forEach(proposal -> {
            named.add(proposal.proposedBy());
            proposal.account().ifPresent(named::add);
        });
        invitations.forEach(invitation -> invitation.madeBy().ifPresent(named::add));
        Map<AccountId, String> names = team.names(console, named);
        return new TeamAnswer(
                members.stream().map(member -> of(member, asking, names)).toList(),
                proposals.stream().map(proposal -> of(proposal, asking, names)).toList(),
                invitations.stream().map(invitation -> of(invitation, names)).toList(),
                (int) members.stream()
                        .filter(member -> member.roles().contains(Role.ADMIN))
                        .count());
    }

    private static MemberAnswer of(Team.Member member, Staff asking, Map<AccountId, String> names) {
        return new MemberAnswer(
                member.account().toString(),
                Optional.ofNullable(names.get(member.account())),
                MyselfResource.slugs(member.roles()),
                member.since(),
                member.account().equals(asking.account()));
    }

    private static ProposalAnswer of(OpenProposal proposal, Staff asking, Map<AccountId, String> names) {
        return new ProposalAnswer(
                proposal.id().toString(),
                proposal.account().map(AccountId::toString),
                proposal.account().map(names::get),
                proposal.invitation().map(Object::toString),
                MyselfResource.slugs(proposal.roles()),
                proposal.note(),
                proposal.proposedBy().toString(),
                Optional.ofNullable(names.get(proposal.proposedBy())),
                proposal.proposedAt(),
                proposal.expiresAt(),
                proposal.proposedBy().equals(asking.account())
                        || proposal.account().equals(Optional.of(asking.account())));
    }

    private static InvitationAnswer of(OpenInvitation invitation, Map<AccountId, String> names) {
        return new InvitationAnswer(
                invitation.id().toString(),
                MyselfResource.slugs(invitation.roles()),
                invitation.note(),
                invitation.madeBy().map(AccountId::toString),
                invitation.madeBy().map(names::get),
                invitation.madeAt(),
                invitation.expiresAt());
    }
}
