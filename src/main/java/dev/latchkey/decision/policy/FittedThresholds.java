package dev.latchkey.decision.policy;

import dev.latchkey.risk.Activity;
import dev.latchkey.risk.Segment;
import jakarta.inject.Singleton;

/** Placeholder until the model offers its quantiles. */
@Singleton
final class FittedThresholds implements Thresholds {
    @Override
    public double above(Activity activity, Segment segment, double share) {
        return 1 - share;
    }
}
