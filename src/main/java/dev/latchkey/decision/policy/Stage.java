package dev.latchkey.decision.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far a version is let out. Each stage is left for the next one; none is left out. */
public enum Stage {
    /** It judges along and decides nothing. */
    SHADOW(0),
    /** It decides for one account in a hundred. */
    CANARY_1(100),
    /** It decides for one account in twenty. */
    CANARY_5(500),
    /** It decides for one account in four. */
    CANARY_25(2_500),
    /** It decides for everybody, and is in force. */
    LIVE(10_000);

    private final int share;

    Stage(int share) {
        this.share = share;
    }

    /** Returns its name on the wire and in rows, for example {@code canary_5}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns for how many of ten thousand accounts the version decides. */
    public int share() {
        return share;
    }

    /** Whether the version decides for some and not for others. */
    public boolean isCanary() {
        return this != SHADOW && this != LIVE;
    }

    /** Returns the stage that follows; empty for the last. */
    public Optional<Stage> next() {
        return this == LIVE ? Optional.empty() : Optional.of(values()[ordinal() + 1]);
    }

    /** Returns the stage of a name. */
    public static Optional<Stage> read(String id) {
        return Arrays.stream(values()).filter(stage -> stage.id().equals(id)).findFirst();
    }
}
