package dev.latchkey.decision;

import dev.latchkey.risk.Activity;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is being attempted.
 *
 * @param activity its kind, which the model knows
 * @param name its name in the policy and in the log, for example {@code sign_in} or an app's own {@code payout}
 */
public record Action(Activity activity, String name) {
    /** Making a new account. */
    public static final Action SIGN_UP = new Action(Activity.SIGN_UP, "sign_up");

    /** Signing in to one. */
    public static final Action SIGN_IN = new Action(Activity.SIGN_IN, "sign_in");

    /** Adding another passkey to one. */
    public static final Action ADD_PASSKEY = new Action(Activity.ADD_PASSKEY, "add_passkey");

    /** Getting back in by a recovery code. */
    public static final Action RECOVERY = new Action(Activity.RECOVERY, "recovery");

    /** Exchanging a refresh token for new tokens. */
    public static final Action REFRESH = new Action(Activity.SIGN_IN, "refresh");

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");

    /** The action of that name, which was checked before; every name that is not one of ours is an app's own. */
    public static Action of(String name) {
        return Stream.of(SIGN_UP, SIGN_IN, ADD_PASSKEY, RECOVERY, REFRESH)
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseGet(() -> new Action(Activity.CUSTOM, name));
    }

    /** An app's own action; empty when that is no name: small letters, digits and underscores, at most forty. */
    public static Optional<Action> custom(String name) {
        return NAME.matcher(name).matches() ? Optional.of(new Action(Activity.CUSTOM, name)) : Optional.empty();
    }
}
