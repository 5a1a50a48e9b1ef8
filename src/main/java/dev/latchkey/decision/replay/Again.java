package dev.latchkey.decision.replay;

import dev.latchkey.decision.Judged;
import dev.latchkey.decision.PastDecision;

/** What comes of judging a stored decision again. */
public sealed interface Again {
    /** Returns the decision as it was stored. */
    PastDecision past();

    /**
     * It was judged.
     *
     * @param now what the policy makes of it
     * @param score the calibrated logit, computed anew
     */
    record Of(PastDecision past, Judged now, double score) implements Again {
        /** Whether everything came out as it was stored, to the last bit. */
        public boolean isExact() {
            return Double.doubleToRawLongBits(score) == Double.doubleToRawLongBits(past.score())
                    && now.level().equals(past.judged())
                    && (past.isOverruled()
                            || now.reasons().stream()
                                    .map(reason -> reason.code())
                                    .toList()
                                    .equals(past.reasons()));
        }
    }

    /** It cannot be judged again. */
    record NotPossible(PastDecision past, Why why) implements Again {}

    /** Why a decision cannot be judged again. */
    enum Why {
        /** It was made by a release that did not keep what the policy looked at. */
        SITUATION_NOT_KEPT,
        /** It was scored by a model that this release does not have. */
        OTHER_MODEL
    }
}
