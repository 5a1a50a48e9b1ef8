package dev.latchkey.decision.place;

/** Says where an address is, out of memory: it neither blocks nor throws. */
public interface Places {
    /** Returns what is known of the address; {@link Place#UNKNOWN} when that is nothing. */
    Place locate(Address address);
}
