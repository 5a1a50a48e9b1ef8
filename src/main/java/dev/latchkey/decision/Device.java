package dev.latchkey.decision;

import dev.latchkey.decision.place.Agent;
import dev.latchkey.decision.place.Family;

/**
 * A device as its owner would name it: families only, nothing that could tell two of a kind apart.
 *
 * @param browser browser or application family, {@code unknown} when it does not say
 * @param os operating system family, {@code unknown} when it does not say
 */
public record Device(String browser, String os) {
    private static final String UNKNOWN = "unknown";

    /** Names the device that {@code agent} describes. */
    public static Device of(Agent agent) {
        return new Device(name(agent.browser()), name(agent.os()));
    }

    private static String name(Family family) {
        boolean nameless =
                family.equals(Family.OTHER) || family.equals(Family.WITHHELD) || family.equals(Family.UNKNOWN);
        return nameless ? UNKNOWN : family.name();
    }
}
