package dev.latchkey.decision.policy;

/** Policies for tests that need no database. */
public final class TextPolicies {
    private TextPolicies() {}

    /** Reads one, as version {@code number}. */
    public static PolicyInForce read(String text, int number) {
        if (!(PolicyText.read(text) instanceof Validation.Valid(PolicyDocument document))) {
            throw new AssertionError("not valid: " + PolicyText.read(text));
        }
        return new PolicyInForce(number, PolicyText.digest(text), document, new FittedThresholds());
    }

    /** The release's own. */
    public static PolicyInForce released() {
        return read(DefaultPolicy.TEXT, 0);
    }
}
