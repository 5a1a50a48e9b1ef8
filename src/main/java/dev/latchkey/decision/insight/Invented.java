package dev.latchkey.decision.insight;

import dev.latchkey.risk.Challenge;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * An attempt that somebody made up, in operators' words, to see what a policy makes of it.
 *
 * @param action its name in the policy
 * @param amount what is at stake, in the policy's currency
 * @param signIns how many sign-ins the account has behind it, one a day
 * @param lastSeenDays days since the last of them
 * @param usually what the account's device usually shows
 * @param device what it shows now
 * @param place where from
 * @param network by which network
 * @param system by which operating system
 * @param browser by which browser
 * @param passkey by which passkey, where there is one in such an attempt
 * @param userVerified whether the device checked who is there
 * @param hour at which hour
 * @param recoveredHours hours since the account was recovered
 * @param passkeyHours hours since the passkey was added
 * @param failures failed tries against the account just before
 * @param reported whether the owner said yesterday "this was not me"
 * @param owned the checks that the account could answer
 */
public record Invented(
        String action,
        Optional<BigDecimal> amount,
        int signIns,
        int lastSeenDays,
        Usually usually,
        Device device,
        Place place,
        Network network,
        Client system,
        Browser browser,
        Passkey passkey,
        boolean userVerified,
        Hour hour,
        Optional<Integer> recoveredHours,
        Optional<Integer> passkeyHours,
        int failures,
        boolean reported,
        Set<Challenge> owned) {
    /** Keeps an immutable copy. */
    public Invented {
        owned = Set.copyOf(owned);
    }

    /** One of a field's choices. */
    public interface Choice {
        /** Returns its name on the wire. */
        default String value() {
            return toString().toLowerCase(Locale.ROOT);
        }

        /** Returns it in words. */
        String text();
    }

    /** What the account's device usually shows. */
    public enum Usually implements Choice {
        KEY("proves a key of its own"),
        COOKIE("shows its cookie"),
        NEITHER("shows neither, so nothing can be told by it");

        private final String text;

        Usually(String text) {
            this.text = text;
        }

        @Override
        public String text() {
            return text;
        }
    }

    /** What the device shows now. */
    public enum Device implements Choice {
        PROVEN("known, proves its key"),
        COOKIE("known, by its cookie alone"),
        STRANGE("new to the account"),
        HIDDEN("hides itself");

        private final String text;

        Device(String text) {
            this.text = text;
        }

        @Override
        public String text() {
            return text;
        }
    }

    /** Where from. */
    public enum Place implements Choice {
        USUAL("the usual place"),
        NEW_CITY("another city, 500 km away"),
        NEW_COUNTRY("a country new to the account, and with it a new network"),
        UNKNOWN("not known: no file of places, or nothing in it");

        private final String text;

        Place(String text) {
            this.text = text;
        }

        @Override
        public String text() {
            return text;
        }
    }

    /** By which network. */
    public enum Network implements Choice {
        USUAL("the usual network"),
        NEARBY("a new network of the usual operator"),
        NEW("a new network of a new operator"),
        UNKNOWN("not known");

        private final String text;

        Network(String text) {
            this.text = text;
        }

        @Override
        public String text() {
            return text;
        }
    }

    /** By which operating system. */
    public enum Client implements Choice {
        USUAL("the usual one"),
        NEW("one new to the account"),
        HIDDEN("hidden");

        private final String text;

        Client(String text) {
            this.text = text;
        }

        @Override
        public String text() {
            return text;
        }
    }

    /** By which browser. */
    public enum Browser implements Choice {
        USUAL("the usual one"),
        NEWER("the usual one, updated"),
        OLDER("the usual one, ten versions older"),
        NEW("one new to the account"),
        HIDDEN("hidden");

        private final String text;

        Browser(String text) {
            this.text = text;
        }

        @Override
        public String text() {
            return text;
        }
    }

    /** By which passkey. */
    public enum Passkey implements Choice {
        USUAL_SYNCED("the usual one, which may be synced"),
        USUAL_BOUND("the usual one, bound to its device"),
        OTHER("another one of the same provider, never used before"),
        NEW("one of a provider new to the account");

        private final String text;

        Passkey(String text) {
            this.text = text;
        }

        @Override
        public String text() {
            return text;
        }
    }

    /** At which hour. */
    public enum Hour implements Choice {
        USUAL("the usual hour"),
        UNUSUAL("twelve hours off");

        private final String text;

        Hour(String text) {
            this.text = text;
        }

        @Override
        public String text() {
            return text;
        }
    }
}
