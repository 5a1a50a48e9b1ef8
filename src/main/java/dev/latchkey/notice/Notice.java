package dev.latchkey.notice;

import dev.latchkey.account.PrivateFacts;
import dev.latchkey.id.CredentialId;
import dev.latchkey.id.SessionId;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Something that happened in an account and that its owner should hear of, wherever they are. */
public sealed interface Notice {
    /** Returns by what it came about. */
    Cause cause();

    /**
     * By what something came about; the link in the mail stops it.
     *
     * @param session the session it happened in
     * @param credential the passkey it happened with, or the new one
     * @param device browser and system by their families, such as {@code Firefox · Linux}
     * @param place roughly where, such as {@code Vilnius, LT}
     */
    record Cause(
            Optional<SessionId> session,
            Optional<CredentialId> credential,
            Optional<String> device,
            Optional<String> place) {
        /**
         * Something came about by a client.
         *
         * @param seen what its owner may read of it: families of browser and system, and a coarse place
         */
        public static Cause of(Optional<SessionId> session, Optional<CredentialId> credential, PrivateFacts seen) {
            String device = Stream.of(seen.get(PrivateFacts.BROWSER), seen.get(PrivateFacts.OS))
                    .flatMap(Optional::stream)
                    .collect(Collectors.joining(" · "));
            return new Cause(
                    session,
                    credential,
                    Optional.of(device).filter(text -> !text.isEmpty()),
                    seen.get(PrivateFacts.PLACE));
        }

        @Override
        public String toString() {
            return "Cause[redacted]";
        }
    }

    /** A passkey was added. */
    record NewPasskey(Cause cause) implements Notice {}

    /** Somebody signed in on a device that was not seen before. */
    record NewDevice(Cause cause) implements Notice {}

    /** Another address was confirmed; told to the former one. */
    record EmailChanged(Cause cause) implements Notice {}

    /** The address was taken away; told to it for the last time. */
    record EmailRemoved(Cause cause) implements Notice {}

    /** Somebody came back by a recovery code. */
    record RecoveryUsed(Cause cause) implements Notice {}

    /**
     * Something waits.
     *
     * @param action what, in words of the policy, such as {@code payout}
     * @param until when it will go on
     */
    record Hold(Cause cause, String action, Instant until) implements Notice {}
}
