package dev.latchkey.passkey;

import dev.latchkey.relyingparty.RelyingParty;
import java.util.Optional;

/** The steps that both ceremonies take over the client data (WebAuthn L3 §7.1 steps 7 to 10, §7.2 steps 10 to 13). */
final class ClientDataCheck {
    private ClientDataCheck() {}

    static Optional<Flaw> flawIn(ClientData client, String type, RelyingParty here) {
        if (!client.type().equals(type)) {
            return Optional.of(Flaw.CLIENT_DATA_TYPE);
        }
        // The raw text: a parser would let a path, a default port, capitals or a trailing slash pass (§13.4.9).
        if (!here.origins().contains(client.origin())) {
            return Optional.of(Flaw.ORIGIN);
        }
        // No relying party expects to be framed by another origin yet, so there is nothing to compare topOrigin with.
        if (client.crossOrigin() || client.topOrigin().isPresent()) {
            return Optional.of(Flaw.CROSS_ORIGIN);
        }
        return Optional.empty();
    }
}
