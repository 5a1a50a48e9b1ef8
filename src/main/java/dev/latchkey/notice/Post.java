package dev.latchkey.notice;

/** Takes letters away. */
sealed interface Post permits SmtpPost, Mailbox {
    /** Sends one; waits until somebody else is responsible for it. */
    DeliveryOutcome deliver(Letter letter);

    /** What became of a letter. */
    sealed interface DeliveryOutcome {
        /** Somebody else is responsible for it now. */
        record Delivered() implements DeliveryOutcome {}

        /** This letter is not wanted, and will not be later (RFC 5321 §4.2.1, 5yz). */
        record Refused(int code) implements DeliveryOutcome {}

        /**
         * Not now.
         *
         * @param away whether this is about the server and not about this letter
         */
        record Later(String reason, boolean away) implements DeliveryOutcome {}
    }
}
