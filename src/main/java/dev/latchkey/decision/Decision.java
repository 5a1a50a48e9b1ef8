package dev.latchkey.decision;

import dev.latchkey.id.DecisionId;
import dev.latchkey.risk.Challenge;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What becomes of an attempt. */
public sealed interface Decision {
    /** Returns its identifier, quoted to the customer and found again by ops. */
    DecisionId id();

    /** Returns its reasons, the weightiest first; never empty. */
    List<Reason> reasons();

    /** Returns its level on the wire. */
    String level();

    /** Whether the account knows devices, and this is none of them. */
    default boolean isOnNewDevice() {
        return switch (basis().observed().facts().continuity()) {
            case NEW, CHANGED, WITHHELD -> true;
            case PROVEN, COOKIE, UNKNOWN -> false;
        };
    }

    /** Returns what it was made of; for the log. */
    Basis basis();

    /** The decision that was judged so. */
    static Decision of(DecisionId id, Basis basis) {
        return switch (basis.judged()) {
            case Judged.Passes(var reasons, boolean limited) -> new Allow(id, reasons, basis, limited);
            case Judged.Asks(var reasons, var methods) -> new StepUp(id, reasons, basis, methods);
            case Judged.Refuses(var reasons, var until) -> new Deny(id, reasons, basis, until);
        };
    }

    /**
     * Let it pass.
     *
     * @param limited whether a question was due and there was nothing to ask: then the session is worth the lowest level
     *     only, and what is sensitive waits
     */
    record Allow(DecisionId id, List<Reason> reasons, Basis basis, boolean limited) implements Decision {
        @Override
        public String level() {
            return "allow";
        }
    }

    /**
     * Ask for one more check.
     *
     * @param methods the checks that suit, the quickest first
     */
    record StepUp(DecisionId id, List<Reason> reasons, Basis basis, List<StepUpMethod> methods) implements Decision {
        @Override
        public String level() {
            return "step_up";
        }
    }

    /**
     * Refuse.
     *
     * @param until when it may be tried again, for what has to wait
     */
    record Deny(DecisionId id, List<Reason> reasons, Basis basis, Optional<Instant> until) implements Decision {
        @Override
        public String level() {
            return "deny";
        }
    }

    /**
     * A check that can be asked for.
     *
     * @param id its name on the wire
     * @param seconds how long it takes most people
     */
    record StepUpMethod(String id, int seconds) {
        /** The method that answers {@code challenge}; empty for what is no question: to wait, or to ask a person. */
        public static Optional<StepUpMethod> of(Challenge challenge) {
            return switch (challenge) {
                case FRESH_PASSKEY -> Optional.of(new StepUpMethod("passkey", 3));
                case OTHER_PASSKEY -> Optional.of(new StepUpMethod("other_passkey", 6));
                case APPROVE_ON_DEVICE -> Optional.of(new StepUpMethod("device", 15));
                case TOTP -> Optional.of(new StepUpMethod("totp", 20));
                case EMAIL_CODE -> Optional.of(new StepUpMethod("email", 40));
                case RECOVERY_CODE -> Optional.of(new StepUpMethod("recovery_code", 30));
                case HOLD, SUPPORT -> Optional.empty();
            };
        }
    }
}
