package dev.latchkey.decision.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The policy that comes with the release and holds, as version 0, where nobody has put another in force. */
public final class DefaultPolicy {
    /** Its text. */
    public static final String TEXT = resource("/dev/latchkey/decision/default-policy.json");

    /** The JSON Schema of all policies. */
    public static final String SCHEMA = resource("/dev/latchkey/decision/policy.schema.json");

    static final String DIGEST = PolicyText.digest(TEXT);
    static final PolicyDocument DOCUMENT = read();

    private DefaultPolicy() {}

    /** Returns the SHA-256 of its text, in hexadecimal. */
    public static String digest() {
        return DIGEST;
    }

    private static PolicyDocument read() {
        return switch (PolicyText.read(TEXT)) {
            case Validation.Valid(PolicyDocument document) -> document;
            case Validation.Invalid invalid ->
                throw new IllegalStateException("the release's own policy is wrong: " + invalid.faults());
        };
    }

    private static String resource(String name) {
        try (InputStream in = DefaultPolicy.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the release is incomplete: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
