package dev.latchkey.decision;

import java.util.Locale;

/** How the model's constants are written in tables and metrics. */
final class Names {
    private Names() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
