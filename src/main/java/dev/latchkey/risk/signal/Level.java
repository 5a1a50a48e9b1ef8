package dev.latchkey.risk.signal;

import java.util.Locale;

/** The levels of the two chains, each coarse to fine: country, operator, network; system, browser; and the device. */
public enum Level {
    /** The country of the address. */
    COUNTRY(
            Column.COUNTRY_OWN,
            Column.COUNTRY_OWN_PARENT,
            Column.COUNTRY_NEW,
            Column.COUNTRY_ALL,
            Column.COUNTRY_ALL_PARENT),
    /** The operator of its network, given the country. */
    OPERATOR(
            Column.OPERATOR_OWN,
            Column.OPERATOR_OWN_PARENT,
            Column.OPERATOR_NEW,
            Column.OPERATOR_ALL,
            Column.OPERATOR_ALL_PARENT),
    /** The network, given the operator. */
    NETWORK(
            Column.NETWORK_OWN,
            Column.NETWORK_OWN_PARENT,
            Column.NETWORK_NEW,
            Column.NETWORK_ALL,
            Column.NETWORK_ALL_PARENT),
    /** The operating system. */
    SYSTEM(Column.SYSTEM_OWN, Column.SYSTEM_OWN_PARENT, Column.SYSTEM_NEW, Column.SYSTEM_ALL, Column.SYSTEM_ALL_PARENT),
    /** The browser, given the system. */
    BROWSER(
            Column.BROWSER_OWN,
            Column.BROWSER_OWN_PARENT,
            Column.BROWSER_NEW,
            Column.BROWSER_ALL,
            Column.BROWSER_ALL_PARENT),
    /** The kind of device. */
    DEVICE_TYPE(
            Column.DEVICE_TYPE_OWN,
            Column.DEVICE_TYPE_OWN_PARENT,
            Column.DEVICE_TYPE_NEW,
            Column.DEVICE_TYPE_ALL,
            Column.DEVICE_TYPE_ALL_PARENT);

    private final Column own;
    private final Column ownParent;
    private final Column fresh;
    private final Column all;
    private final Column allParent;

    Level(Column own, Column ownParent, Column fresh, Column all, Column allParent) {
        this.own = own;
        this.ownParent = ownParent;
        this.fresh = fresh;
        this.all = all;
        this.allParent = allParent;
    }

    /**
     * Whether a device with a key of its own answers for it: the country and the operator come with a journey. The network
     * does not: where the operator is a usual one, it tells a thief from the owner.
     */
    boolean vouchedFor() {
        return this == COUNTRY || this == OPERATOR;
    }

    /** Returns the column of the account's count of the value. */
    public Column own() {
        return own;
    }

    /** Returns the column of the account's count of what contains it. */
    public Column ownParent() {
        return ownParent;
    }

    /** Returns the column of how often the account brought a new value. */
    public Column fresh() {
        return fresh;
    }

    /** Returns the column of everybody's count of the value. */
    public Column all() {
        return all;
    }

    /** Returns the column of everybody's count of what contains it. */
    public Column allParent() {
        return allParent;
    }

    /** Returns the stable name in models, for example {@code device-type}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
