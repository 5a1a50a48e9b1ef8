package dev.latchkey.token;

import dev.latchkey.id.SessionId;
import dev.latchkey.postgres.Writes;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.session.Session;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Issues a session's tokens and rotates them. */
@Singleton
public final class Tokens {
    /** Issues the first pair of a session: adds the insert of its refresh family to {@code writes}. */
    public TokenPair issue(Writes writes, RelyingParty relyingParty, Session session) {
        throw new UnsupportedOperationException();
    }

    /** Rotates a refresh token in the caller's transaction, which must commit whatever the outcome. */
    public RotationOutcome rotate(RelyingParty relyingParty, String refreshToken) {
        throw new UnsupportedOperationException();
    }

    /** Returns the session of a refresh token that was issued here, however long ago; looks at no database. */
    public Optional<SessionId> sessionOf(String refreshToken) {
        throw new UnsupportedOperationException();
    }
}
