package dev.latchkey.decision.policy;

import dev.latchkey.risk.Activity;
import dev.latchkey.risk.Model;
import dev.latchkey.risk.Policy;
import dev.latchkey.risk.Segment;
import jakarta.inject.Singleton;

/** Lines by the model's own quantiles; where it has none yet, costs decide. */
@Singleton
final class FittedThresholds implements Thresholds {
    @Override
    public double above(Activity activity, Segment segment, double share) {
        return of(Model.current()).above(activity, segment, share);
    }

    /** Returns the lines of a model; where it has none, costs decide. */
    static Thresholds of(Model model) {
        return (activity, segment, share) ->
                model.exceededBy(activity, segment, share).orElse(Policy.BY_COST);
    }
}
