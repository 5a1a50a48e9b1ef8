package dev.latchkey.id;

/** A credential's own identifier, chosen by its authenticator (WebAuthn L3 §4): 16 to 1023 bytes. */
public record CredentialId(Bytes value) {
    /** The fewest bytes WebAuthn allows. */
    public static final int SHORTEST = 16;

    /** The most bytes WebAuthn allows. */
    public static final int LONGEST = 1023;

    /**
     * Checks the length.
     *
     * @throws IllegalArgumentException when it is not {@value #SHORTEST} to {@value #LONGEST} bytes
     */
    public CredentialId {
        if (!fits(value)) {
            throw new IllegalArgumentException("a credential id is 16 to 1023 bytes");
        }
    }

    /** Whether {@code value} has a length that a credential id may have. */
    public static boolean fits(Bytes value) {
        return value.length() >= SHORTEST && value.length() <= LONGEST;
    }

    @Override
    public String toString() {
        return value.toBase64Url();
    }
}
