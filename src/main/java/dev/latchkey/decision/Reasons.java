package dev.latchkey.decision;

import dev.latchkey.decision.policy.HardRule;
import dev.latchkey.risk.Assessment;
import dev.latchkey.risk.Code;
import dev.latchkey.risk.Contribution;
import dev.latchkey.risk.Segment;
import java.util.List;
import java.util.Optional;

/** Says in the customer's reasons what rules and model said in theirs. */
final class Reasons {
    private static final int MOST = 3;

    /** What weighs less is no reason that anybody would understand; nor what weighs a quarter of the heaviest. */
    private static final double LEAST = 0.5;

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
    static List<Reason> of(Assessment assessment, Segment segment) {
        double heaviest = assessment.contributions().stream()
                .filter(contribution -> of(contribution.code()).isPresent())
                .mapToDouble(Contribution::logit)
                .max()
                .orElse(0);
        List<Reason> reasons = assessment.contributions().stream()
                .filter(contribution -> contribution.logit() >= Math.max(LEAST, heaviest / 4))
                .map(Contribution::code)
                .flatMap(code -> of(code).stream())
                // Whoever is new has no hours yet, whatever the numbers make of the first ones.
                .filter(reason -> reason != Reason.UNUSUAL_TIME || segment != Segment.NEW)
                .distinct()
                .limit(MOST)
                .toList();
        return reasons.isEmpty() ? List.of(Reason.SEVERAL_SMALL_THINGS) : reasons;
    }

    /** Terms that a sum needs besides its signals, and those that excuse, are no reasons of their own. */
    private static Optional<Reason> of(Code code) {
        return switch (code) {
            case NEW_COUNTRY, RARE_PLACE, FAR_PLACE -> Optional.of(Reason.NEW_PLACE);
            case NEW_OPERATOR, NEW_NETWORK, UNPROVEN_AT_NEW_PLACE -> Optional.of(Reason.NEW_NETWORK);
            case NEW_SYSTEM, NEW_BROWSER, RARE_BROWSER -> Optional.of(Reason.NEW_BROWSER);
            case FAST_TRAVEL -> Optional.of(Reason.FAST_TRAVEL);
            case OLDER_BROWSER -> Optional.of(Reason.OLDER_BROWSER);
            case HINT_CONTRADICTION -> Optional.of(Reason.BROWSER_CONTRADICTS);
            case NEW_DEVICE, NEW_DEVICE_TYPE, MISSING_DEVICE_PROOF, UNPROVEN_DEVICE -> Optional.of(Reason.NEW_DEVICE);
            case CHANGED_DEVICE -> Optional.of(Reason.DEVICE_CHANGED);
            case PASSKEY_ELSEWHERE, PASSKEY_ON_OTHER_SYSTEM, PASSKEY_AT_NEW_PLACE ->
                Optional.of(Reason.PASSKEY_ON_NEW_DEVICE);
            case BACKUP_CHANGED -> Optional.of(Reason.NOW_BACKED_UP);
            case NEW_PROVIDER -> Optional.of(Reason.NEW_PROVIDER);
            case REVOKED_PROVIDER -> Optional.of(Reason.PROVIDER_WITHDRAWN);
            case NEW_ATTACHMENT -> Optional.of(Reason.USED_IN_A_NEW_WAY);
            case DEVICE_DID_NOT_CHECK -> Optional.of(Reason.DEVICE_DID_NOT_CHECK);
            case COUNTER_REGRESSED -> Optional.of(Reason.UNEXPECTED_COUNT);
            case FRESH_PASSKEY_IN_USE -> Optional.of(Reason.NEW_PASSKEY);
            case RECENT_RECOVERY -> Optional.of(Reason.AFTER_RECOVERY);
            case FAILURES_OF_ACCOUNT, FAILURES_OF_NETWORK, FAILURES_OF_DEVICE -> Optional.of(Reason.MANY_FAILURES);
            case UNUSUAL_HOUR, LONG_ABSENCE -> Optional.of(Reason.UNUSUAL_TIME);
            case USUAL_NETWORK, BASE_RATE, OTHER_EXPLANATIONS, CALIBRATION -> Optional.empty();
        };
    }
}
