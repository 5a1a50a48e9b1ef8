package dev.latchkey.passkey;

import java.util.List;
import java.util.Set;

/** What options ask of the client, in the words of WebAuthn L3 §5.8.6 and §5.8.7. */
final class Hints {
    private static final Set<String> KNOWN = Set.of("security-key", "client-device", "hybrid");

    private Hints() {}

    /** Keeps the hints that the specification knows, once each, in the given order. */
    static List<String> known(List<String> hints) {
        return hints.stream().filter(KNOWN::contains).distinct().toList();
    }

    static String userVerification(Ceremony ceremony) {
        return ceremony.userVerificationRequired() ? "required" : "preferred";
    }
}
