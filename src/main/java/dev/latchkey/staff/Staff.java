package dev.latchkey.staff;

import dev.latchkey.id.AccountId;
import dev.latchkey.id.RelyingPartyId;
import java.util.Set;

/**
 * Whoever works in the console, at one managed relying party.
 *
 * @param account who, an account of the console's own relying party
 * @param name what they want to be called
 * @param managed the relying party that the request is about
 * @param roles what they may do there
 */
public record Staff(AccountId account, String name, RelyingPartyId managed, Set<Role> roles) {
    /** Keeps an immutable copy of {@code roles}. */
    public Staff {
        roles = Set.copyOf(roles);
    }

    /** Whether they hold the role. */
    public boolean is(Role role) {
        return roles.contains(role);
    }

    @Override
    public String toString() {
        return "Staff[" + account + " at " + managed + ", the rest redacted]";
    }
}
