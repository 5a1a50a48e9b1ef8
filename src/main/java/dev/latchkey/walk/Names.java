package dev.latchkey.walk;

import java.util.Locale;

/** Names of an enumeration's values on the wire. */
final class Names {
    private Names() {}

    static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
