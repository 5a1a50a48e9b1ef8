package dev.latchkey.decision.policy;

import dev.latchkey.risk.Activity;
import dev.latchkey.risk.Model;
import dev.latchkey.risk.Policy;
import dev.latchkey.risk.Segment;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;

/** One version of a relying party's policy, ready to decide by. */
public final class PolicyInForce {
    private final int version;
    private final String digest;
    private final PolicyDocument document;
    private final Thresholds thresholds;

    PolicyInForce(int version, String digest, PolicyDocument document, Thresholds thresholds) {
        this.version = version;
        this.digest = digest;
        this.document = document;
        this.thresholds = thresholds;
    }

    /** Returns its number at its relying party; 0 for the one that comes with the release. */
    public int version() {
        return version;
    }

    /** Returns the SHA-256 of its text, in hexadecimal. */
    public String digest() {
        return digest;
    }

    /** Returns what it says. */
    public PolicyDocument document() {
        return document;
    }

    /** Returns the same policy with its budgets spent by a model, such as that of a decision long past. */
    public PolicyInForce by(Model model) {
        return new PolicyInForce(version, digest, document, FittedThresholds.of(model));
    }

    /** Returns the costs and lines for an action and a segment, as the scorer wants them. */
    public Policy ruleFor(String action, Segment segment) {
        return ruleFor(action, segment, Optional.empty());
    }

    /** As {@link #ruleFor(String, Segment)}, where an amount is at stake. */
    public Policy ruleFor(String action, Segment segment, Optional<Money> amount) {
        ActionRule rule = document.action(action);
        SegmentRule lines = rule.segment(segment);
        double threshold = switch (lines.limit()) {
            case Limit.Threshold(double probability) -> probability;
            case Limit.Budget(double share) -> ofBudget(action, segment, share);
            case Limit.ByCost() -> Policy.BY_COST;
        };
        return new Policy(
                version,
                document.pricePerSecond(),
                rule.value(),
                rule.loss(),
                threshold,
                // What is refused is also asked, wherever a budget has put its line.
                Math.max(lines.deny().orElse(Policy.NEVER), Double.isNaN(threshold) ? 0 : threshold),
                EnumSet.copyOf(rule.stepUps()),
                document.demand(action, amount).hold());
    }

    private double ofBudget(String action, Segment segment, double share) {
        if (share <= 0) {
            return Policy.NEVER;
        }
        return share >= 1 ? 0 : thresholds.above(activity(action), segment, share);
    }

    /** Returns what the scorer calls an action. */
    public static Activity activity(String action) {
        return switch (action) {
            case "sign_up" -> Activity.SIGN_UP;
            case "sign_in", "refresh" -> Activity.SIGN_IN;
            case "add_passkey" -> Activity.ADD_PASSKEY;
            case "recovery" -> Activity.RECOVERY;
            default -> Activity.CUSTOM;
        };
    }

    /** Returns how documents name an activity. */
    public static String action(Activity activity) {
        return activity == Activity.CUSTOM
                ? PolicyDocument.ANY
                : activity.name().toLowerCase(Locale.ROOT);
    }
}
