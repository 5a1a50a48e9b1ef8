package dev.latchkey.walk;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One step of a walk as it was gone, as it is stored.
 *
 * @param startedAt when the step before was done
 * @param views the screens that were shown, in their order
 */
@RegisterForReflection
record Turn(@JsonProperty("started_at") Instant startedAt, List<View> views) {
    Turn {
        views = List.copyOf(views);
    }

    static Turn at(Instant now) {
        return new Turn(now, List.of());
    }

    Turn and(List<View> more) {
        List<View> all = new ArrayList<>(views);
        all.addAll(more);
        return new Turn(startedAt, all);
    }

    /**
     * One screen, from when it was shown until the next was.
     *
     * @param screen its name in the page
     * @param clicks how often something was pressed on it
     * @param ms milliseconds spent on it
     * @param offered the checks it offered, where it asked for one
     */
    @RegisterForReflection
    record View(String screen, int clicks, long ms, List<String> offered) {
        View {
            offered = List.copyOf(offered);
        }
    }
}
