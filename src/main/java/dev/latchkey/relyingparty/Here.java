package dev.latchkey.relyingparty;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** The relying party that the current request's host named; set once at the door. */
@RequestScoped
public class Here {
    private Optional<RelyingParty> relyingParty = Optional.empty();

    /** Called by the door's filter alone. */
    public void is(RelyingParty found) {
        relyingParty = Optional.of(found);
    }

    /** Whether the request's host named one. */
    public boolean isKnown() {
        return relyingParty.isPresent();
    }

    /**
     * Returns the relying party.
     *
     * @throws IllegalStateException outside a request that passed the door
     */
    public RelyingParty relyingParty() {
        return relyingParty.orElseThrow(() -> new IllegalStateException("the request did not pass the door"));
    }
}
