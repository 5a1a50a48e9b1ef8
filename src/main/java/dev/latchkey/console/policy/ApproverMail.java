package dev.latchkey.console.policy;

import dev.latchkey.account.Account;
import dev.latchkey.account.Accounts;
import dev.latchkey.decision.policy.PolicyNews;
import dev.latchkey.decision.policy.Step;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.notice.Notices;
import dev.latchkey.notice.PolicyNotice;
import dev.latchkey.notice.PolicyNotice.What;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Reads;
import dev.latchkey.postgres.Writes;
import dev.latchkey.relyingparty.RelyingParties;
import dev.latchkey.staff.Role;
import dev.latchkey.staff.Team;
import jakarta.inject.Singleton;
import java.util.List;

/** Writes to all approvers of a relying party who have confirmed an address. */
@Singleton
class ApproverMail implements PolicyNews {
    private final Team team;
    private final Accounts accounts;
    private final Notices notices;
    private final RelyingParties relyingParties;
    private final Database database;

    ApproverMail(Team team, Accounts accounts, Notices notices, RelyingParties relyingParties, Database database) {
        this.team = team;
        this.accounts = accounts;
        this.notices = notices;
        this.relyingParties = relyingParties;
        this.database = database;
    }

    @Override
    public void tell(RelyingPartyId relyingParty, Kind kind, Step step) {
        String name =
                relyingParties.find(relyingParty).map(managed -> managed.name()).orElse(relyingParty.value());
        PolicyNotice notice = new PolicyNotice(what(kind), name, step.version(), step.endsAt());
        Reads reads = database.reads();
        List<Reads.Answer<Account>> approvers = team.members(relyingParty).stream()
                .filter(member -> member.roles().contains(Role.POLICY_APPROVER))
                .map(member -> accounts.find(reads, member.console(), member.account()))
                .toList();
        if (approvers.isEmpty()) {
            return;
        }
        reads.send();
        Writes writes = database.writes();
        approvers.forEach(found -> found.rows().forEach(approver -> notices.tell(writes, approver, notice)));
        writes.send();
    }

    private static What what(Kind kind) {
        return switch (kind) {
            case ROLLED_BACK -> What.ROLLED_BACK;
            case GLASS_BROKEN -> What.GLASS_BROKEN;
            case GLASS_WHOLE -> What.GLASS_WHOLE;
        };
    }
}
