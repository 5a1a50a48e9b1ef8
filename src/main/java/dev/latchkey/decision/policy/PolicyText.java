package dev.latchkey.decision.policy;

import dev.latchkey.secret.Digests;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Policies as text. */
public final class PolicyText {
    private PolicyText() {}

    /** Reads a document and names everything that is wrong with it. */
    public static Validation read(String text) {
        return new DocumentReader().read(text);
    }

    /** Returns the SHA-256 of a text, in hexadecimal. */
    public static String digest(String text) {
        return HexFormat.of()
                .formatHex(Digests.sha256(text.getBytes(StandardCharsets.UTF_8)).toArray());
    }
}
