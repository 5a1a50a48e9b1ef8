package dev.latchkey.risk;

/** How well an account is known. */
public enum Segment {
    NEW,
    REGULAR,
    DORMANT
}
