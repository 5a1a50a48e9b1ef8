package dev.latchkey.risk;

/** What is counted, and how many different values of it one account's profile remembers. Stored by place. */
enum Kind {
    COUNTRY(6),
    OPERATOR(10),
    NETWORK(30),
    SYSTEM(5),
    BROWSER(8),
    DEVICE_TYPE(3),
    DEVICE(10),
    CREDENTIAL(10),
    PROVIDER(4),
    ATTACHMENT(3);

    /** The kinds that are counted for everybody too; they come first, in the order of {@code signal.Level}. */
    static final int SHARED = DEVICE_TYPE.ordinal() + 1;

    private static final Kind[] ALL = values();
    private static final long FIRST_ATTACHMENT = 16;
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final int capacity;

    Kind(int capacity) {
        this.capacity = capacity;
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
        if (browser == Facts.UNKNOWN || system == Facts.UNKNOWN) {
            return Facts.UNKNOWN;
        }
        long mixed = (system * MIX) ^ Long.rotateLeft(browser, 29);
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
