package dev.latchkey.decision.place;

/** The contents of one file, in memory. */
interface PlaceTable {
    /** What a file tells. */
    enum Kind {
        /** Countries. */
        COUNTRY,
        /** Autonomous systems. */
        ASN,
        /** Countries, regions, cities and where they lie. */
        CITY
    }

    /** Returns what the file says of the address, its own part only; {@link Place#UNKNOWN} when that is nothing. */
    Place find(Address address);
}
