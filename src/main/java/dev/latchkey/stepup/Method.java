package dev.latchkey.stepup;

import dev.latchkey.assurance.Acr;
import dev.latchkey.assurance.Amr;
import dev.latchkey.assurance.Assurance;
import dev.latchkey.risk.Challenge;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A way to answer one more check. Each knows its name on the wire, how long it takes most people, and what it proves:
 * what a session is worth after it, given what was proven before.
 */
public sealed interface Method {
    /** Every method, the quickest first. */
    List<Method> ALL = List.of(
            new FreshPasskey(),
            new OtherPasskey(),
            new ApproveOnDevice(),
            new Totp(),
            new RecoveryCodeMethod(),
            new EmailCode());

    /** Returns its name on the wire; never changes its meaning. */
    String id();

    /** Returns how many seconds it takes most people. */
    int seconds();

    /** Whether it is answered by a code short enough to be guessed, so that an account's failures suspend it. */
    default boolean isGuessable() {
        return false;
    }

    /** Whether it is answered by typing, so that a ticket's tries are counted. */
    default boolean isTyped() {
        return isGuessable();
    }

    /**
     * Returns what is proven once it succeeded at {@code at}.
     *
     * @param before what was proven before; empty when nothing was
     */
    Assurance after(Optional<Assurance> before, Instant at);

    /** The same passkey again, with user verification. */
    record FreshPasskey() implements Method {
        @Override
        public String id() {
            return "passkey";
        }

        @Override
        public int seconds() {
            return 3;
        }

        @Override
        public Assurance after(Optional<Assurance> before, Instant at) {
            return Assurance.passkey(true, at);
        }
    }

    /** Another passkey, bound to the account before the attempt: a second independent proof after a verified one. */
    record OtherPasskey() implements Method {
        @Override
        public String id() {
            return "other_passkey";
        }

        @Override
        public int seconds() {
            return 6;
        }

        @Override
        public Assurance after(Optional<Assurance> before, Instant at) {
            Assurance fresh = Assurance.passkey(true, at);
            return isVerifiedPasskey(before) ? new Assurance(Acr.THREE, fresh.amr(), at) : fresh;
        }
    }

    /** Yes on another device that is signed in: answers the question and proves no more than was proven. */
    record ApproveOnDevice() implements Method {
        @Override
        public String id() {
            return "device";
        }

        @Override
        public int seconds() {
            return 15;
        }

        @Override
        public Assurance after(Optional<Assurance> before, Instant at) {
            return before.orElseGet(() -> new Assurance(Acr.ONE, Set.of(), at));
        }
    }

    /** A code of an authenticator app (RFC 6238): a second independent proof after a verified passkey. */
    record Totp() implements Method {
        @Override
        public String id() {
            return "totp";
        }

        @Override
        public int seconds() {
            return 20;
        }

        @Override
        public boolean isGuessable() {
            return true;
        }

        @Override
        public Assurance after(Optional<Assurance> before, Instant at) {
            return withCode(before, isVerifiedPasskey(before) ? Acr.THREE : Acr.ONE, at);
        }
    }

    /** A code by e-mail: answers the question and never raises the level. */
    record EmailCode() implements Method {
        @Override
        public String id() {
            return "email";
        }

        @Override
        public int seconds() {
            return 40;
        }

        @Override
        public boolean isGuessable() {
            return true;
        }

        @Override
        public Assurance after(Optional<Assurance> before, Instant at) {
            return before.orElseGet(() -> new Assurance(Acr.ONE, EnumSet.of(Amr.OTP), at));
        }
    }

    /** A recovery code: a fallback, so the session is of the lowest level whatever was proven before. */
    record RecoveryCodeMethod() implements Method {
        @Override
        public String id() {
            return "recovery_code";
        }

        @Override
        public int seconds() {
            return 30;
        }

        /** A hundred random bits: nobody's guesses suspend it. */
        @Override
        public boolean isTyped() {
            return true;
        }

        @Override
        public Assurance after(Optional<Assurance> before, Instant at) {
            return withCode(before, Acr.ONE, at);
        }
    }

    /** Returns what the scorer calls it. */
    default Challenge challenge() {
        return switch (this) {
            case FreshPasskey passkey -> Challenge.FRESH_PASSKEY;
            case OtherPasskey other -> Challenge.OTHER_PASSKEY;
            case ApproveOnDevice approve -> Challenge.APPROVE_ON_DEVICE;
            case Totp totp -> Challenge.TOTP;
            case EmailCode email -> Challenge.EMAIL_CODE;
            case RecoveryCodeMethod code -> Challenge.RECOVERY_CODE;
        };
    }

    /** Finds a method by its name on the wire. */
    static Optional<Method> of(String id) {
        return ALL.stream().filter(method -> method.id().equals(id)).findFirst();
    }

    /** Reads names with one space between; what this release does not know is left out. */
    static List<Method> read(String ids) {
        return Arrays.stream(ids.split(" ")).flatMap(id -> of(id).stream()).toList();
    }

    private static boolean isVerifiedPasskey(Optional<Assurance> before) {
        return before.filter(
                        proven -> proven.acr().reaches(Acr.TWO) && proven.amr().containsAll(Set.of(Amr.POP, Amr.USER)))
                .isPresent();
    }

    /** A code does not make an older passkey check fresh: the time of that proof stays. */
    private static Assurance withCode(Optional<Assurance> before, Acr acr, Instant at) {
        Set<Amr> amr = EnumSet.of(Amr.OTP);
        before.ifPresent(proven -> amr.addAll(proven.amr()));
        return new Assurance(acr, amr, before.map(Assurance::authTime).orElse(at));
    }
}
