package dev.latchkey.staff;

import dev.latchkey.account.Account;
import dev.latchkey.account.Accounts;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Reads;
import dev.latchkey.relyingparty.RelyingParties;
import dev.latchkey.session.Session;
import dev.latchkey.session.Sessions;
import dev.latchkey.token.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Calls the roll: a live session, its account and its roles, read in one round trip each time, so that a role taken away
 * is missed by the next request. Application-scoped, not a singleton: filters exist before the configuration does, and a
 * client proxy waits for it.
 */
@ApplicationScoped
class StaffRoll {
    private final Accounts accounts;
    private final Sessions sessions;
    private final Grants grants;
    private final RelyingParties relyingParties;
    private final Database database;
    private final Clock clock;

    StaffRoll(
            Accounts accounts,
            Sessions sessions,
            Grants grants,
            RelyingParties relyingParties,
            Database database,
            Clock clock) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.grants = grants;
        this.relyingParties = relyingParties;
        this.database = database;
        this.clock = clock;
    }

    /** Finds who is calling; empty when the session has ended, or the account is locked or gone. */
    Optional<StaffMember> find(Caller caller) {
        Reads reads = database.reads();
        Reads.Answer<Session> session = sessions.live(reads, caller.relyingParty(), caller.session());
        Reads.Answer<Account> account = accounts.find(reads, caller.relyingParty(), caller.account());
        Reads.Answer<Grant> held = grants.of(reads, caller.account());
        reads.send();
        if (session.rows().isEmpty()
                || account.rows().isEmpty()
                || account.rows().getFirst().locked()) {
            return Optional.empty();
        }
        Session live = session.rows().getFirst();
        return Optional.of(new StaffMember(
                account.rows().getFirst(), live, sessions.strengthAt(live, clock.instant()), standing(held.rows())));
    }

    private Map<RelyingPartyId, Set<Role>> standing(List<Grant> held) {
        Map<RelyingPartyId, Set<Role>> roles = new HashMap<>();
        held.stream()
                .filter(grant -> relyingParties.find(grant.relyingParty()).isPresent())
                .forEach(grant -> roles.computeIfAbsent(grant.relyingParty(), party -> EnumSet.noneOf(Role.class))
                        .add(grant.role()));
        return roles;
    }
}
