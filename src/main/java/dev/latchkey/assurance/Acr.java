package dev.latchkey.assurance;

import java.util.Optional;

/** Authentication context class: how sure we are (OIDC Core §2). Ordered from the weakest up. */
public enum Acr {
    /** Signed in by a passkey without user verification, by a fallback, or longer ago than strength lasts. */
    ONE,
    /** Signed in by a user-verified passkey: phishing-resistant, two factors. May claim AAL2 of NIST SP 800-63B-4. */
    TWO,
    /** As {@link #TWO}, and a second independent proof in the same session. Claims no AAL3: nothing is attested. */
    THREE;

    private static final String PREFIX = "urn:latchkey:acr:";

    /** Returns the value that stands in tokens and in {@code acr_values}. */
    public String urn() {
        return PREFIX + (ordinal() + 1);
    }

    /** Reads the value that stands in tokens; empty for anything else. */
    public static Optional<Acr> fromUrn(String urn) {
        for (Acr acr : values()) {
            if (acr.urn().equals(urn)) {
                return Optional.of(acr);
            }
        }
        return Optional.empty();
    }

    /** Whether this level satisfies a demand for {@code wanted}. */
    public boolean reaches(Acr wanted) {
        return compareTo(wanted) >= 0;
    }
}
