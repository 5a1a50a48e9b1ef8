package dev.latchkey.console;

import dev.latchkey.staff.Role;
import dev.latchkey.testing.Operator;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Makes what a path of the matrix names: from the managed relying party to the identifier. */
final class Objects {
    static final String NOTHING = new UUID(0, 0).toString();

    /** By the name that stands behind the at sign in {@code examples.csv}. */
    static final Map<String, Function<String, String>> MADE = Map.of(
            "nothing",
            relyingParty -> NOTHING,
            "colleague",
            relyingParty -> Operator.at(relyingParty, Role.ANALYST).id());

    private Objects() {}
}
