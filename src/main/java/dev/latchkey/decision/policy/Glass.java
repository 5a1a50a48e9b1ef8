package dev.latchkey.decision.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What may be done at once in an emergency, for a while, by one person alone. */
public enum Glass {
    /** Each sign-in is asked for one more check, where something can be asked. */
    ASK_EVERYBODY,
    /** The score asks and refuses nobody; hard rules, holds and what is always asked remain. */
    ASK_NOBODY_ON_SCORE;

    /** Returns its name on the wire and in rows. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the one of a name. */
    public static Optional<Glass> read(String id) {
        return Arrays.stream(values()).filter(glass -> glass.id().equals(id)).findFirst();
    }
}
