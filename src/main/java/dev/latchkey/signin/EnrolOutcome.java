package dev.latchkey.signin;

import dev.latchkey.account.Account;
import dev.latchkey.decision.Decision;
import dev.latchkey.id.CredentialId;
import dev.latchkey.passkey.FieldError;
import dev.latchkey.passkey.Passkey;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What became of a registration. */
sealed interface EnrolOutcome {
    /**
     * The passkey is stored.
     *
     * @param kind what the registration was for
     * @param opened the session that it opened; empty when one was open already
     * @param used the passkey of the session that asks
     * @param accepted every passkey of the account
     */
    record Enrolled(
            Kind kind,
            Passkey passkey,
            Account account,
            Optional<Opened> opened,
            Optional<CredentialId> used,
            List<CredentialId> accepted,
            int recoveryCodesLeft)
            implements EnrolOutcome {}

    /** What a registration was for. */
    enum Kind {
        /** A new account. */
        SIGNED_UP,
        /** One more passkey. */
        PASSKEY_ADDED,
        /** A new passkey for somebody who came back by a recovery code. */
        RECOVERED
    }

    /** The body does not have the form of a registration. */
    record Malformed(List<FieldError> fields) implements EnrolOutcome {}

    /** The challenge is not ours, too old, or was used before. */
    record Expired() implements EnrolOutcome {}

    /** Something is wrong with it; {@code reason} is for the journal and the metrics alone. */
    record Refused(String reason) implements EnrolOutcome {}

    /** The passkey is registered already. */
    record AlreadyRegistered() implements EnrolOutcome {}

    /** The account holds as many as it may. */
    record TooMany() implements EnrolOutcome {}

    /** The user name was taken meanwhile, where names are unique. */
    record NameTaken() implements EnrolOutcome {}

    /** The invitation was used or ran out meanwhile, where sign-up takes one. */
    record NotInvited() implements EnrolOutcome {}

    /** The session that began it has ended, or its passkey check is no longer fresh. */
    record SessionGone() implements EnrolOutcome {}

    /** The recovery code was used or replaced meanwhile. */
    record CodeSpent() implements EnrolOutcome {}

    /** The registration was good and the answer is no. */
    record Denied(Decision decision) implements EnrolOutcome {}

    /** Returns why, in the metrics. */
    default String reason() {
        return switch (this) {
            case Enrolled enrolled -> enrolled.kind().name().toLowerCase(Locale.ROOT);
            case Malformed malformed -> "malformed";
            case Expired expired -> "expired";
            case Refused refused -> refused.reason();
            case AlreadyRegistered already -> "already-registered";
            case TooMany many -> "too-many";
            case NameTaken taken -> "name-taken";
            case NotInvited uninvited -> "not-invited";
            case SessionGone gone -> "session-gone";
            case CodeSpent spent -> "code-spent";
            case Denied denied -> "denied";
        };
    }
}
