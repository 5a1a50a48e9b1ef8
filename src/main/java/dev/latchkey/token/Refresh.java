package dev.latchkey.token;

import dev.latchkey.account.Accounts;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Writes;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.session.Session;
import dev.latchkey.session.Sessions;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;

/**
 * Gives a client new tokens for a refresh token, in one transaction that also keeps a reuse. Nobody refreshes a locked
 * account: the session ends there and then.
 */
@Singleton
class Refresh {
    private final Tokens tokens;
    private final Accounts accounts;
    private final Sessions sessions;
    private final Database database;

    Refresh(Tokens tokens, Accounts accounts, Sessions sessions, Database database) {
        this.tokens = tokens;
        this.accounts = accounts;
        this.sessions = sessions;
        this.database = database;
    }

    @Transactional
    RotationOutcome with(RelyingParty relyingParty, String refreshToken) {
        RotationOutcome outcome = tokens.rotate(relyingParty, refreshToken);
        if (outcome instanceof RotationOutcome.Rotated(Session session, TokenPair unused)
                && accounts.isLocked(relyingParty.id(), session.account())) {
            Writes writes = database.writes();
            sessions.end(writes, session.id(), "account-locked");
            writes.send();
            return new RotationOutcome.Unknown();
        }
        return outcome;
    }
}
