package dev.latchkey.decision.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The members of one object; what is not known there is a fault. */
final class Members {
    private final Spot here;
    private final Map<?, ?> members;

    private Members(Spot here, Map<?, ?> members) {
        this.here = here;
        this.members = members;
    }

    /** Reads an object that may have {@code known} members and no other. */
    static Members of(Spot here, List<String> known) {
        Members read = open(here);
        for (Object name : read.members.keySet()) {
            if (!known.contains(name)) {
                here.faults()
                        .add(
                                Spot.below(here.path(), (String) name),
                                "is not known here; known are " + String.join(", ", known));
            }
        }
        return read;
    }

    /** Reads an object whose members are named by whoever writes it. */
    static Members open(Spot here) {
        return new Members(here, here.object().orElse(Map.of()));
    }

    /** Returns the names of its members, in the document's order. */
    List<String> names() {
        return members.keySet().stream().map(String.class::cast).toList();
    }

    /** Returns a member that may be absent. */
    Optional<Spot> optional(String name) {
        return Optional.ofNullable(members.get(name))
                .map(value -> new Spot(Spot.below(here.path(), name), value, here.faults()));
    }

    /** Returns a member that has to be there. */
    Optional<Spot> required(String name) {
        Optional<Spot> found = optional(name);
        if (found.isEmpty() && here.value() instanceof Map) {
            here.faults().add(Spot.below(here.path(), name), "is missing");
        }
        return found;
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    Spot here() {
        return here;
    }
}
