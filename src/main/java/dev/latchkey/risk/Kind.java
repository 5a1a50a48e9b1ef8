package dev.latchkey.risk;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What is counted, and how many different values of it one account's profile remembers. Stored by place. */
enum Kind {
    COUNTRY(6, true),
    OPERATOR(10, true),
    NETWORK(28, true),
    SYSTEM(5, true),
    BROWSER(8, true),
    DEVICE_TYPE(3, true),
    DEVICE(10, false),
    CREDENTIAL(8, false),
    /** A passkey together with the system it was used on. */
    HOLDER(8, false),
    ATTACHMENT(3, false),
    PROVIDER(4, true),
    /** A provider together with the system its passkeys were used on; only counted for everybody. */
    PROVIDER_SYSTEM(0, true);

    /** The kinds whose novelty an account has a rate of; they come first, the levels of {@code signal.Level} leading. */
    static final int NOVEL = DEVICE.ordinal() + 1;

    static final int COUNT = values().length;

    /** What tells where and by what somebody comes, as opposed to by which device and passkey. */
    static final Set<Kind> HABITS =
            Collections.unmodifiableSet(EnumSet.of(COUNTRY, OPERATOR, NETWORK, SYSTEM, BROWSER, DEVICE_TYPE, HOLDER));

    private static final Kind[] ALL = values();
    private static final long FIRST_ATTACHMENT = 16;
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final int capacity;
    private final boolean shared;

    Kind(int capacity, boolean shared) {
        this.capacity = capacity;
        this.shared = shared;
    }

    /** Whether it is counted for everybody too. */
    boolean shared() {
        return shared;
    }

    static Kind at(int place) {
        return ALL[place];
    }

    /** How many values a profile remembers; the least used make way. */
    int capacity() {
        return capacity;
    }

    /** Returns the value of this kind in {@code facts}; a browser is told apart by its system. */
    long of(Facts facts) {
        return switch (this) {
            case COUNTRY -> facts.country();
            case OPERATOR -> facts.asn();
            case NETWORK -> facts.net();
            case SYSTEM -> facts.os();
            case BROWSER -> browser(facts.os(), facts.browser());
            case HOLDER -> holder(facts, facts.credential());
            case PROVIDER_SYSTEM -> holder(facts, facts.provider());
            case DEVICE_TYPE -> facts.deviceType();
            case DEVICE -> facts.device();
            case CREDENTIAL -> facts.credential();
            case PROVIDER -> facts.provider();
            case ATTACHMENT -> attachment(facts.attachment());
        };
    }

    private static long attachment(int attachment) {
        return switch (attachment) {
            case Facts.ATTACHMENT_UNKNOWN -> Facts.UNKNOWN;
            case Facts.ATTACHMENT_WITHHELD -> Facts.WITHHELD;
            default -> FIRST_ATTACHMENT + attachment;
        };
    }

    private static long browser(long system, long browser) {
        if (browser == Facts.WITHHELD || system == Facts.WITHHELD && browser != Facts.UNKNOWN) {
            return Facts.WITHHELD;
        }
        return pair(system, browser);
    }

    /** Which system a passkey is used on; not known when the authenticator stands apart from it. */
    private static long holder(Facts facts, long passkey) {
        if (facts.attachment() == Facts.ATTACHMENT_CROSS_PLATFORM || !isShown(passkey)) {
            return Facts.UNKNOWN;
        }
        return facts.os() == Facts.WITHHELD ? Facts.WITHHELD : pair(facts.os(), passkey);
    }

    private static long pair(long one, long other) {
        if (one == Facts.UNKNOWN || other == Facts.UNKNOWN) {
            return Facts.UNKNOWN;
        }
        long mixed = (one * MIX) ^ Long.rotateLeft(other, 29);
        return named((mixed ^ (mixed >>> 32)) * MIX);
    }

    private static long named(long value) {
        return value == Facts.UNKNOWN || value == Facts.WITHHELD ? value + 2 : value;
    }

    /** Whether {@code value} says something: neither unknown nor withheld. */
    static boolean isShown(long value) {
        return value != Facts.UNKNOWN && value != Facts.WITHHELD;
    }
}
