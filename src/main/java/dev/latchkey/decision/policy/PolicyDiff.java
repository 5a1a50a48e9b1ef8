package dev.latchkey.decision.policy;

import java.util.List;
import java.util.Optional;

/** What changes from one document to another: in words, and value by value. A pure function of two texts. */
public final class PolicyDiff {
    private PolicyDiff() {}

    /**
     * One difference in words.
     *
     * @param path where, as a JSONPath
     * @param text a sentence
     */
    public record Word(String path, String text) {}

    /** What was found. */
    public sealed interface DiffOutcome {
        /**
         * Both texts are JSON.
         *
         * @param words in the document's order; every change is told by one of them
         * @param changes value by value
         */
        record Found(List<Word> words, List<Change> changes) implements DiffOutcome {
            /** Keeps immutable copies. */
            public Found {
                words = List.copyOf(words);
                changes = List.copyOf(changes);
            }
        }

        /**
         * One of them is not.
         *
         * @param after whether it is the second
         */
        record NoJson(boolean after, List<Fault> faults) implements DiffOutcome {
            /** Keeps an immutable copy. */
            public NoJson {
                faults = List.copyOf(faults);
            }
        }
    }

    /** Compares two texts. */
    public static DiffOutcome between(String before, String after) {
        Faults first = new Faults();
        Optional<Object> old = new JsonTree(first).read(before);
        if (old.isEmpty()) {
            return new DiffOutcome.NoJson(false, first.all());
        }
        Faults second = new Faults();
        Optional<Object> now = new JsonTree(second).read(after);
        if (now.isEmpty()) {
            return new DiffOutcome.NoJson(true, second.all());
        }
        List<Change> changes = Changes.between(old.get(), now.get());
        return new DiffOutcome.Found(new DocumentWords(old.get(), now.get()).all(changes), changes);
    }
}
