package dev.latchkey.me;

import dev.latchkey.account.Account;
import dev.latchkey.account.Accounts;
import dev.latchkey.relyingparty.Here;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.session.Session;
import dev.latchkey.session.Sessions;
import dev.latchkey.token.Caller;
import dev.latchkey.token.CurrentCaller;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Finds the caller's live session and account: a token that is still good says nothing of a session that has ended
 * since. Call it within the transaction.
 */
@Singleton
final class Me {
    private final Accounts accounts;
    private final Sessions sessions;
    private final CurrentCaller current;
    private final Here here;

    Me(Accounts accounts, Sessions sessions, CurrentCaller current, Here here) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.current = current;
        this.here = here;
    }

    /**
     * The caller, looked up.
     *
     * @param relyingParty where
     * @param account whose
     * @param session in which session
     */
    record Self(RelyingParty relyingParty, Account account, Session session) {}

    /** Empty when the session has ended or the account is gone or locked. */
    Optional<Self> find() {
        Caller caller = current.caller();
        RelyingParty relyingParty = here.relyingParty();
        return sessions.live(relyingParty.id(), caller.session())
                .flatMap(session -> accounts.find(relyingParty.id(), session.account())
                        .filter(account -> !account.locked())
                        .map(account -> new Self(relyingParty, account, session)));
    }
}
