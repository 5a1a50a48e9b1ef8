package dev.latchkey.console.policy;

import dev.latchkey.decision.policy.Counts;
import dev.latchkey.decision.replay.Share;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** A share with its interval at 95 %. */
@RegisterForReflection
record ShareAnswer(double value, double low, double high, long hits, long total) {
    static ShareAnswer of(long hits, long total) {
        Share share = new Share(hits, total);
        return new ShareAnswer(share.value(), share.low(), share.high(), hits, total);
    }

    /**
     * What came of decisions in one arm.
     *
     * @param stopped those that were asked, refused or let in at the lowest level
     * @param passed of those asked, where it is known how it ended
     */
    @RegisterForReflection
    record ArmAnswer(long decisions, ShareAnswer stopped, ShareAnswer passed) {
        static ArmAnswer of(Counts counts) {
            return new ArmAnswer(
                    counts.decisions(),
                    ShareAnswer.of(counts.stopped(), counts.decisions()),
                    ShareAnswer.of(counts.passed(), counts.answered()));
        }
    }
}
