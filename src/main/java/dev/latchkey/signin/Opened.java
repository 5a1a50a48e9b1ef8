package dev.latchkey.signin;

import dev.latchkey.session.Session;
import dev.latchkey.token.TokenPair;

/** A session just opened, and the tokens that go with it. */
record Opened(Session session, TokenPair tokens) {}
