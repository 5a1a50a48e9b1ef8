package dev.latchkey.staff;

import dev.latchkey.account.Account;
import dev.latchkey.assurance.Assurance;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.session.Session;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A signed-in account of the console, with all its roles.
 *
 * @param account whose
 * @param session the live session of the request
 * @param assurance what the session is worth now
 * @param roles by managed relying party; those that have gone are left out
 */
public record StaffMember(Account account, Session session, Assurance assurance, Map<RelyingPartyId, Set<Role>> roles) {
    /** Keeps an immutable copy of {@code roles}. */
    public StaffMember {
        roles = Map.copyOf(roles);
    }

    /** Returns them at one relying party; empty when they hold no role there, or it is not there. */
    Optional<Staff> at(String relyingParty) {
        return roles.entrySet().stream()
                .filter(held -> held.getKey().value().equals(relyingParty))
                .findFirst()
                .map(held -> new Staff(account.id(), account.label().displayName(), held.getKey(), held.getValue()));
    }

    /** Returns the roles held anywhere. */
    Set<Role> anywhere() {
        return Collections.unmodifiableSet(
                roles.values().stream().flatMap(Set::stream).collect(Collectors.toSet()));
    }
}
