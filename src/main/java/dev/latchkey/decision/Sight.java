package dev.latchkey.decision;

import dev.latchkey.risk.Continuity;
import dev.latchkey.risk.Evidence;
import dev.latchkey.risk.signal.Column;
import java.util.List;
import java.util.Locale;

/**
 * How an attempt looked to its account, as far as the numbers tell that are kept with a decision: whether a country, a
 * network, a system, a browser or a device was known to the account. Which one it was is closed under the account's key.
 */
public enum Sight {
    /** The device. */
    DEVICE("device", "By device"),
    /** The country of the address. */
    COUNTRY("country", "By country, as the account knows it"),
    /** The network of the address. */
    NETWORK("network", "By network, as the account knows it"),
    /** The operating system. */
    SYSTEM("system", "By operating system, as the account knows it"),
    /** The browser. */
    BROWSER("browser", "By browser, as the account knows it"),
    /** The passkey. */
    PASSKEY("passkey", "By kind of passkey");

    private static final List<String> CONTINUITIES = List.of(Continuity.values()).stream()
            .map(continuity -> continuity.name().toLowerCase(Locale.ROOT))
            .toList();

    private final String value;
    private final String title;

    Sight(String value, String title) {
        this.value = value;
        this.title = title;
    }

    /** Returns its name in answers. */
    public String value() {
        return value;
    }

    /** Returns a heading for it. */
    public String title() {
        return title;
    }

    /** Returns what is to be said of it: {@code known}, {@code new}, and the like. */
    public String of(Evidence evidence) {
        return switch (this) {
            case DEVICE -> CONTINUITIES.get((int) evidence.number(Column.CONTINUITY));
            case COUNTRY -> seen(evidence, Column.COUNTRY_OWN);
            case NETWORK -> seen(evidence, Column.NETWORK_OWN);
            case SYSTEM -> seen(evidence, Column.SYSTEM_OWN);
            case BROWSER -> seen(evidence, Column.BROWSER_OWN);
            case PASSKEY -> passkey(evidence);
        };
    }

    /** Whether a value says that the service failed to learn it. */
    public boolean isUnknown(String said) {
        return said.equals("unknown");
    }

    /** Returns a value in words. */
    public static String words(String said) {
        return switch (said) {
            case "proven" -> "proved by a key of its own";
            case "cookie" -> "known by its cookie";
            case "changed" -> "changed under a session";
            case "withheld" -> "hidden by the client";
            case "unknown" -> "not learned, or nothing to tell it by";
            case "known" -> "known to the account";
            case "new" -> "new to the account";
            case "first" -> "the account's first";
            case "synced" -> "may be synced";
            case "bound" -> "bound to its device";
            case "none" -> "no passkey was used";
            default -> said;
        };
    }

    private static String seen(Evidence evidence, Column own) {
        float count = evidence.number(own);
        if (Float.isNaN(count)) {
            return "unknown";
        }
        if (count < 0) {
            return "withheld";
        }
        if (evidence.number(Column.LOGINS) == 0) {
            return "first";
        }
        return count > 0 ? "known" : "new";
    }

    private static String passkey(Evidence evidence) {
        if (Float.isNaN(evidence.number(Column.CREDENTIAL_OWN))) {
            return "none";
        }
        return evidence.number(Column.SYNCED) > 0 ? "synced" : "bound";
    }
}
