package dev.latchkey.id;

/**
 * A relying party of this deployment, by the short name its operator gave it: 1 to 32 lower-case letters, digits and
 * hyphens. Not the WebAuthn RP ID, which is a domain.
 */
public record RelyingPartyId(String value) {
    private static final int LONGEST = 32;

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException when {@code value} is not 1 to 32 lower-case letters, digits and inner hyphens
     */
    public RelyingPartyId {
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException("a relying party's id is 1 to 32 of a-z, 0-9 and inner hyphens");
        }
    }

    /** By hand: a pattern was half a per cent of a login. */
    private static boolean isWellFormed(String value) {
        if (value.isEmpty() || value.length() > LONGEST || value.startsWith("-") || value.endsWith("-")) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            char one = value.charAt(i);
            if (!(one >= 'a' && one <= 'z' || one >= '0' && one <= '9' || one == '-')) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return value;
    }
}
