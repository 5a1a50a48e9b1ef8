package dev.latchkey.signin;

import dev.latchkey.session.Session;
import dev.latchkey.token.TokenAnswer;
import dev.latchkey.token.TokenPair;

/** A session just opened, and the tokens that go with it. */
record Opened(Session session, TokenPair tokens) {
    /** Returns the members that hand the tokens over. */
    TokenAnswer answer() {
        return TokenAnswer.of(tokens, session.mode());
    }
}
