package dev.latchkey.signin;

import dev.latchkey.account.Account;
import dev.latchkey.assurance.Assurance;
import dev.latchkey.decision.DeviceMarks;
import dev.latchkey.id.CredentialId;
import dev.latchkey.postgres.Writes;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.relyingparty.RelyingParty.SessionMode;
import dev.latchkey.session.OpenSession;
import dev.latchkey.session.Session;
import dev.latchkey.session.Sessions;
import dev.latchkey.stepup.Transaction;
import dev.latchkey.token.Tokens;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The last step of every way in: a session and its tokens, added to what the transaction will write. */
@Singleton
final class Doorway {
    /** The client that tokens are for until clients exist (RFC 9068 §2.2 wants one). */
    static final String WEB = "latchkey-web";

    private final Sessions sessions;
    private final Tokens tokens;

    Doorway(Sessions sessions, Tokens tokens) {
        this.sessions = sessions;
        this.tokens = tokens;
    }

    Opened open(
            Writes writes,
            RelyingParty relyingParty,
            Account account,
            Optional<CredentialId> credential,
            SessionMode mode,
            Assurance assurance,
            Browser browser) {
        Session session = sessions.open(
                writes,
                new OpenSession(
                        relyingParty,
                        account.id(),
                        credential,
                        WEB,
                        mode,
                        assurance,
                        Optional.of(DeviceMarks.of(browser.facts())
                                .into(browser.device())
                                .close(account.key()))));
        return new Opened(session, tokens.issue(writes, relyingParty, session), Optional.of(browser));
    }

    /**
     * The same door again after one more proof: the former session ends, and a new one takes its place. What was approved
     * by it stands in the new access token.
     */
    Opened replace(
            Writes writes,
            RelyingParty relyingParty,
            Session former,
            Optional<CredentialId> credential,
            Assurance proven,
            Optional<Transaction> transaction,
            Browser browser) {
        Session session = sessions.replace(writes, relyingParty, former, credential, proven);
        return new Opened(
                session,
                tokens.issue(writes, relyingParty, session, transaction.map(Transaction::claim)),
                Optional.of(browser));
    }
}
