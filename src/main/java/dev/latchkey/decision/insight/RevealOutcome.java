package dev.latchkey.decision.insight;

import dev.latchkey.decision.Device;
import dev.latchkey.id.AccountId;
import java.util.Optional;

/** Whether somebody may look behind a decision. */
public sealed interface RevealOutcome {
    /**
     * What stands behind it.
     *
     * @param account whom it was about
     * @param place roughly where, as far as the files of places knew
     * @param device by what
     * @param left how often the same operator may look today
     */
    record Revealed(AccountId account, Optional<String> place, Optional<Device> device, int left)
            implements RevealOutcome {
        @Override
        public String toString() {
            return "Revealed[redacted]";
        }
    }

    /** There is no such decision here, or whom it was about has been erased. */
    record NotFound() implements RevealOutcome {}

    /** The operator has looked as often today as they may. */
    record UsedUp() implements RevealOutcome {}
}
