package dev.latchkey.decision.policy;

import dev.latchkey.id.RelyingPartyId;

/** Tells those who answer for a relying party's policy what happened without all of them; whoever knows them does it. */
public interface PolicyNews {
    /** What is told. */
    enum Kind {
        /** The numbers ended the trial of a version. */
        ROLLED_BACK,
        /** Somebody broke the glass. */
        GLASS_BROKEN,
        /** The glass is whole again. */
        GLASS_WHOLE
    }

    /** Tells it, within the transaction in which it happened. */
    void tell(RelyingPartyId relyingParty, Kind kind, Step step);
}
