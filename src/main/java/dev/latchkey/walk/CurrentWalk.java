package dev.latchkey.walk;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** The walk that the current request is part of; set at the door of a sandbox. */
@RequestScoped
class CurrentWalk {
    private volatile Optional<Walk> walk = Optional.empty();

    void is(Walk found) {
        walk = Optional.of(found);
    }

    Optional<Walk> ifAny() {
        return walk;
    }
}
