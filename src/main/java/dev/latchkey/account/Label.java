package dev.latchkey.account;

/**
 * What an account is called: labels for the passkey manager and the pages, never a key to find it by.
 *
 * @param username the name or address its owner signs up with, 1 to {@value #LONGEST} UTF-8 bytes
 * @param displayName the name its owner wants to be called by, 1 to {@value #LONGEST} UTF-8 bytes
 */
public record Label(String username, String displayName) {
    /** The most UTF-8 bytes of either name: authenticators may cut longer ones (WebAuthn L3 §6.4.1). */
    public static final int LONGEST = 128;

    @Override
    public String toString() {
        return "Label[redacted]";
    }
}
