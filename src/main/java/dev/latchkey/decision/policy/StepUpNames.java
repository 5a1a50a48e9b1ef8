package dev.latchkey.decision.policy;

import dev.latchkey.risk.Challenge;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How checks are named on the wire and in documents. */
public final class StepUpNames {
    /** Names to checks, the quickest first. */
    static final Map<String, Challenge> BY_NAME = byName();

    private static final Map<Challenge, String> BY_CHALLENGE = byChallenge();

    private StepUpNames() {}

    /** Returns the name of a check. */
    public static String of(Challenge challenge) {
        return BY_CHALLENGE.get(challenge);
    }

    /** Returns the check of a name. */
    public static Optional<Challenge> read(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    private static Map<String, Challenge> byName() {
        Map<String, Challenge> names = new LinkedHashMap<>();
        names.put("passkey", Challenge.FRESH_PASSKEY);
        names.put("other_passkey", Challenge.OTHER_PASSKEY);
        names.put("device", Challenge.APPROVE_ON_DEVICE);
        names.put("totp", Challenge.TOTP);
        names.put("email", Challenge.EMAIL_CODE);
        names.put("recovery_code", Challenge.RECOVERY_CODE);
        names.put("hold", Challenge.HOLD);
        names.put("support", Challenge.SUPPORT);
        return names;
    }

    private static Map<Challenge, String> byChallenge() {
        Map<Challenge, String> names = new EnumMap<>(Challenge.class);
        BY_NAME.forEach((name, challenge) -> names.put(challenge, name));
        return names;
    }
}
