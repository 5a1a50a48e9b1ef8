package dev.latchkey.id;

import java.util.regex.Pattern;

/**
 * A relying party of this deployment, by the short name its operator gave it: 1 to 32 lower-case letters, digits and
 * hyphens. Not the WebAuthn RP ID, which is a domain.
 */
public record RelyingPartyId(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?");

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException when {@code value} is not 1 to 32 lower-case letters, digits and inner hyphens
     */
    public RelyingPartyId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a relying party's id is 1 to 32 of a-z, 0-9 and inner hyphens");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
