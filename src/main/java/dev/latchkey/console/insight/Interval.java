package dev.latchkey.console.insight;

import dev.latchkey.decision.replay.Share;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** A share with its interval at 95 %. */
@RegisterForReflection
record Interval(double value, double low, double high, long hits, long total) {
    static Interval of(Share share) {
        return new Interval(share.value(), share.low(), share.high(), share.hits(), share.total());
    }
}
