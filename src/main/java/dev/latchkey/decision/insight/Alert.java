package dev.latchkey.decision.insight;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * Something that operators should look at, told once a day for each relying party.
 *
 * @param kind what is alarming
 * @param about an action and a segment, or a file; empty when it is about everything
 * @param at when it was noticed
 * @param says what it is, with numbers; about nobody
 * @param decisions the query that finds the decisions behind it; empty when none are
 */
public record Alert(Kind kind, String about, Instant at, String says, String decisions) {
    /** What can be alarming. Names are stored; they never change their meaning. */
    public enum Kind {
        /** Far more is denied than in the week before. */
        DENIALS_SPIKE,
        /** Far more customers than in the week before say that something was not them. */
        NOT_ME_SPIKE,
        /** More are asked than the policy in force promises. */
        OVER_BUDGET,
        /** A file of places is not in use, or too old to be. */
        DATA_FILE_STALE;

        /** Returns its name on the wire and in the journal. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The facts of its entry in the journal. */
    Map<String, String> facts() {
        return about.isEmpty() ? Map.of("kind", kind.id()) : Map.of("kind", kind.id(), "about", about);
    }
}
