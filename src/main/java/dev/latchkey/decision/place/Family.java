package dev.latchkey.decision.place;

/**
 * One of the kinds of a browser or an operating system.
 *
 * @param name the kind's name, {@code other} for a client that says something that is none of them
 * @param major its major version, -1 when it is not said or says nothing (some are frozen)
 * @param told whether the client told it
 */
public record Family(String name, int major, Told told) {
    /** How a fact that a client controls came here. */
    public enum Told {
        /** The client said it, be it true or not. */
        SAID,
        /** The client kept quiet where its like always speak: counts as unfamiliar. */
        WITHHELD,
        /** Nobody asked the client: adds nothing. */
        UNKNOWN
    }

    /** A client of its own making, or of a kind that is not known here; as familiar as any other that is seen again. */
    public static final Family OTHER = new Family("other", -1, Told.SAID);

    /** The client would not say. */
    public static final Family WITHHELD = new Family("withheld", -1, Told.WITHHELD);

    /** Nobody asked. */
    public static final Family UNKNOWN = new Family("unknown", -1, Told.UNKNOWN);

    static Family of(String name, int major) {
        return new Family(name, major, Told.SAID);
    }

    /** The same, kept quiet where it should have been confirmed: its name is for display only. */
    Family withheld() {
        return new Family(name, major, Told.WITHHELD);
    }
}
