package dev.latchkey.decision.policy;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with one document; belongs to one reading. */
final class Faults {
    private static final int MOST = 100;

    private final List<Fault> found = new ArrayList<>();

    void add(String path, String message) {
        if (found.size() < MOST) {
            found.add(new Fault(path, message));
        }
    }

    List<Fault> all() {
        return List.copyOf(found);
    }

    boolean none() {
        return found.isEmpty();
    }
}
