package dev.latchkey.signin;

import dev.latchkey.decision.Attempt;
import dev.latchkey.decision.Decision;
import dev.latchkey.decision.PasskeyFacts;
import dev.latchkey.id.CredentialId;
import dev.latchkey.id.SessionId;
import dev.latchkey.notice.Notice;
import dev.latchkey.notice.Notices;
import dev.latchkey.postgres.Writes;
import jakarta.inject.Singleton;
import java.util.Optional;

/** What an owner should hear of wherever they are: told by mail, in the transaction that it happens in. */
@Singleton
class News {
    private final Notices notices;

    News(Notices notices) {
        this.notices = notices;
    }

    /** Somebody is in: worth a mail when the account did not know the device. */
    void signedIn(Writes writes, Attempt attempt, Decision decision, SessionId session) {
        if (decision.isOnNewDevice()) {
            notices.tell(
                    writes,
                    attempt.account(),
                    new Notice.NewDevice(cause(attempt, Optional.of(session), credential(attempt))));
        }
    }

    /** A passkey was added to those there were. */
    void passkeyAdded(Writes writes, Attempt attempt, SessionId session) {
        notices.tell(
                writes,
                attempt.account(),
                new Notice.NewPasskey(cause(attempt, Optional.of(session), credential(attempt))));
    }

    /** Somebody came back by a recovery code. */
    void recovered(Writes writes, Attempt attempt, SessionId session) {
        notices.tell(
                writes,
                attempt.account(),
                new Notice.RecoveryUsed(cause(attempt, Optional.of(session), credential(attempt))));
    }

    /** Something has to wait. */
    void held(Writes writes, Attempt attempt, Decision.Deny decision) {
        decision.until()
                .ifPresent(until -> notices.tell(
                        writes,
                        attempt.account(),
                        new Notice.Hold(
                                cause(attempt, Optional.empty(), Optional.empty()),
                                attempt.action().name(),
                                until)));
    }

    private static Optional<CredentialId> credential(Attempt attempt) {
        return attempt.passkey().map(PasskeyFacts::credential);
    }

    private static Notice.Cause cause(Attempt attempt, Optional<SessionId> session, Optional<CredentialId> credential) {
        return Notice.Cause.of(session, credential, attempt.client().privateFacts());
    }
}
