package dev.latchkey.notice;

import java.time.Instant;

/**
 * An account's confirmed address.
 *
 * @param email where mail goes
 * @param verifiedAt when its owner proved to read what is sent there
 */
public record Address(EmailAddress email, Instant verifiedAt) {
    /** Returns {@link EmailAddress#masked()}. */
    public String masked() {
        return email.masked();
    }

    @Override
    public String toString() {
        return "Address[redacted]";
    }
}
