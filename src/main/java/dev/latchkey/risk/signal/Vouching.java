package dev.latchkey.risk.signal;

/**
 * A device that signs with its own key answers for where it is: the key cannot have come without the device, wherever
 * a cookie, a synced passkey or a telephone number may be. What the place alone has to say then shrinks. Anything less
 * than that signature, a device of which nothing is known included, takes nothing away.
 */
final class Vouching {
    private static final int PROVEN = 1;

    private Vouching() {}

    /** Returns the share of a place's reading that is left, 0 to 1. */
    static double left(float[] numbers, Constants constants) {
        return Column.CONTINUITY.in(numbers) == PROVEN ? 1 - constants.vouching() : 1;
    }
}
