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
            "invitation",
            relyingParty -> Operator.openInvitation(relyingParty, Role.ANALYST),
            "colleague",
            relyingParty -> Operator.at(relyingParty, Role.ANALYST).id(),
            "walk",
            relyingParty -> Operator.at(relyingParty, Role.ANALYST)
                    .calls()
                    .body(Map.of("persona", "habitual", "version", 0))
                    .post("/v1/ops/" + relyingParty + "/walks")
                    .path("id"));

    private Objects() {}
}
