package dev.latchkey.decision.policy;

import java.util.UUID;

/** A policy that somebody wants to try on decisions, in force or not. */
public sealed interface Tried {
    /** Returns it as JSON, as it was asked for; a document by no more than that it was one. */
    String json();

    /**
     * A stored version.
     *
     * @param number its number; 0 is the release's own
     */
    record Version(int number) implements Tried {
        @Override
        public String json() {
            return "{\"version\":" + number + "}";
        }
    }

    /** A draft. */
    record Draft(UUID id) implements Tried {
        @Override
        public String json() {
            return "{\"draft\":\"" + id + "\"}";
        }
    }

    /** A document that is stored nowhere. */
    record Document(String text) implements Tried {
        @Override
        public String json() {
            return "{\"inline\":true}";
        }
    }
}
