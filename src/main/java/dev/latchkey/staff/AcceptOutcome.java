package dev.latchkey.staff;

import dev.latchkey.id.RelyingPartyId;
import java.util.Map;
import java.util.Set;

/** What became of an invitation that somebody took up. */
public sealed interface AcceptOutcome {
    /** It is spent, and these roles are theirs. */
    record Accepted(Map<RelyingPartyId, Set<Role>> roles) implements AcceptOutcome {
        /** Keeps an immutable copy. */
        public Accepted {
            roles = Map.copyOf(roles);
        }
    }

    /** It is unknown here, was used, has run out, or waits for a second admin. */
    record NotGood() implements AcceptOutcome {}

    /** They made or approved it themselves. */
    record OwnDoing() implements AcceptOutcome {}
}
