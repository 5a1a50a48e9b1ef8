package dev.latchkey.decision;

import dev.latchkey.decision.policy.HardRule;
import dev.latchkey.risk.Assessment;
import dev.latchkey.risk.Code;
import dev.latchkey.risk.Contribution;
import java.util.List;

/** Says in the customer's reasons what rules and model said in theirs. */
final class Reasons {
    private static final int MOST = 3;

    private Reasons() {}

    static Reason of(HardRule rule) {
        return switch (rule) {
            case HardRule.RevokedAuthenticators revoked -> Reason.PROVIDER_WITHDRAWN;
            case HardRule.DeniedNetworks networks -> Reason.NETWORK_REFUSED;
            case HardRule.Countries countries -> Reason.NETWORK_REFUSED;
            case HardRule.ReportedNotMe reported -> Reason.REPORTED;
        };
    }

    /** The weightiest terms that speak against the owner, at most three. */
    static List<Reason> of(Assessment assessment) {
        List<Reason> reasons = assessment.contributions().stream()
                .filter(contribution -> contribution.value() > 0)
                .map(Contribution::code)
                .flatMap(code -> of(code).stream())
                .distinct()
                .limit(MOST)
                .toList();
        return reasons.isEmpty() ? List.of(Reason.SEVERAL_SMALL_THINGS) : reasons;
    }

    private static java.util.Optional<Reason> of(Code code) {
        return java.util.Optional.empty();
    }
}
