package dev.latchkey.account;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What an account is called: labels for the passkey manager and the pages, never a key to find it by.
 *
 * @param username the name or address its owner signs up with, 1 to {@value #LONGEST} UTF-8 bytes
 * @param displayName the name its owner wants to be called by, 1 to {@value #LONGEST} UTF-8 bytes
 */
public record Label(String username, String displayName) {
    /** The most UTF-8 bytes of either name: authenticators may cut longer ones (WebAuthn L3 §6.4.1). */
    public static final int LONGEST = 128;

    /** Reads one name: without outer space; empty when it is too long, blank, or has control characters. */
    public static Optional<String> read(String text) {
        String name = text.strip();
        boolean fits = !name.isEmpty()
                && name.getBytes(StandardCharsets.UTF_8).length <= LONGEST
                && name.codePoints().noneMatch(Character::isISOControl);
        return fits ? Optional.of(name) : Optional.empty();
    }

    @Override
    public String toString() {
        return "Label[redacted]";
    }
}
