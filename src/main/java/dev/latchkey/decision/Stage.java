package dev.latchkey.decision;

import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.relyingparty.RelyingParty.Use;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** Which client the current request plays, if any; set once at the door of a sandbox, and nowhere else. */
@RequestScoped
public class Stage {
    private volatile Optional<PlayedClient> played = Optional.empty();

    /**
     * From now on the request's client is this one.
     *
     * @throws IllegalStateException anywhere but in a sandbox
     */
    public void plays(RelyingParty here, PlayedClient client) {
        if (here.use() != Use.SANDBOX) {
            throw new IllegalStateException("clients are played in a sandbox alone");
        }
        played = Optional.of(client);
    }

    Optional<PlayedClient> played() {
        return played;
    }
}
