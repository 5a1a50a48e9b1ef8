package dev.latchkey.decision.insight;

import dev.latchkey.decision.replay.Share;

/** How many decisions of each level there were. */
public record Levels(long allow, long stepUp, long deny) {
    static final Levels NONE = new Levels(0, 0, 0);

    static Levels of(String level, long many) {
        return switch (level) {
            case "allow" -> new Levels(many, 0, 0);
            case "step_up" -> new Levels(0, many, 0);
            default -> new Levels(0, 0, many);
        };
    }

    Levels plus(Levels other) {
        return new Levels(allow + other.allow, stepUp + other.stepUp, deny + other.deny);
    }

    /** Returns how many there were. */
    public long total() {
        return allow + stepUp + deny;
    }

    /** Returns how many were asked for one more check. */
    public Share asked() {
        return new Share(stepUp, total());
    }

    /** Returns how many were refused, or had to wait. */
    public Share denied() {
        return new Share(deny, total());
    }

    /** Returns how many passed. */
    public Share allowed() {
        return new Share(allow, total());
    }
}
