package dev.latchkey.signin;

import dev.latchkey.session.Session;
import dev.latchkey.token.TokenAnswer;
import dev.latchkey.token.TokenPair;
import java.util.Optional;

/** A session just opened, the tokens that go with it, and the browser it is for; an app that takes a session over has none. */
record Opened(Session session, TokenPair tokens, Optional<Browser> browser) {
    /** Returns the members that hand the tokens over. */
    TokenAnswer answer() {
        return TokenAnswer.of(tokens, session.mode());
    }
}
