package dev.latchkey.signin;

import dev.latchkey.account.Account;
import dev.latchkey.decision.Decision;
import dev.latchkey.id.CredentialId;
import dev.latchkey.passkey.FieldError;
import dev.latchkey.stepup.Transaction;
import java.util.List;
import java.util.Optional;

/** What became of a sign-in. */
sealed interface SignInOutcome {
    /** In, with tokens. */
    record SignedIn(Opened opened, Account account, Decision decision, List<CredentialId> accepted)
            implements SignInOutcome {}

    /** Half-way in: the ticket is worth one more check. */
    record StepUpAsked(String ticket, Decision.StepUp decision) implements SignInOutcome {
        @Override
        public String toString() {
            return "StepUpAsked[redacted]";
        }
    }

    /** The protected action is approved; with tokens where a session stood behind it. */
    record Approved(
            Optional<Opened> opened,
            Account account,
            Decision decision,
            Optional<Transaction> transaction,
            List<CredentialId> accepted)
            implements SignInOutcome {}

    /** The assertion was good and the answer is no. */
    record Denied(Decision.Deny decision) implements SignInOutcome {}

    /** The body does not have the form of an assertion. */
    record Malformed(List<FieldError> fields) implements SignInOutcome {}

    /** The challenge is not ours, too old, or was used before. */
    record Expired() implements SignInOutcome {}

    /** No such passkey is known, after a genuine challenge. */
    record UnknownPasskey(CredentialId credential) implements SignInOutcome {}

    /** Anything else that is wrong; {@code reason} is for the journal and the metrics alone. */
    record Refused(String reason) implements SignInOutcome {}

    /** Returns the outcome's name in the metrics. */
    default String outcome() {
        return switch (this) {
            case SignedIn in -> "signed_in";
            case StepUpAsked asked -> "step_up";
            case Approved approved -> "approved";
            case Denied denied -> "denied";
            case Malformed malformed -> "refused";
            case Expired expired -> "refused";
            case UnknownPasskey unknown -> "refused";
            case Refused refused -> "refused";
        };
    }

    /** Returns why, in the metrics. */
    default String reason() {
        return switch (this) {
            case SignedIn in -> in.decision().reasons().getFirst().code();
            case StepUpAsked asked -> asked.decision().reasons().getFirst().code();
            case Approved approved -> approved.decision().reasons().getFirst().code();
            case Denied denied -> denied.decision().reasons().getFirst().code();
            case Malformed malformed -> "malformed";
            case Expired expired -> "expired";
            case UnknownPasskey unknown -> "unknown-passkey";
            case Refused refused -> refused.reason();
        };
    }
}
