package dev.latchkey.decision.place;

import java.util.Locale;
import java.util.Optional;

/**
 * The hops of a forwarding header, the nearest first. Read from the right, because what stands on the right was written
 * by the nearest proxy, and what stands on the left, by anybody: an open quote there must not swallow a proxy's word.
 */
final class Hops {
    private static final int MOST = 64;

    private final String header;
    private final boolean standard;
    private int end;
    private int read;

    /**
     * Reads a header.
     *
     * @param standard whether it is {@code Forwarded} (RFC 7239) rather than {@code X-Forwarded-For}
     */
    Hops(String header, boolean standard) {
        this.header = header;
        this.standard = standard;
        this.end = header.length();
    }

    /** Returns the next hop's text, nothing in it when the proxy does not say; empty when there is none any more. */
    Optional<String> next() {
        while (end >= 0 && read < MOST) {
            int comma = commaBefore(end);
            String element = header.substring(comma + 1, end).strip();
            end = comma;
            if (!element.isEmpty()) {
                read++;
                return Optional.of(standard ? forOf(element) : unquoted(element));
            }
        }
        return Optional.empty();
    }

    private int commaBefore(int from) {
        boolean quoted = false;
        for (int at = from - 1; at >= 0; at--) {
            char c = header.charAt(at);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                return at;
            }
        }
        return -1;
    }

    /** The {@code for} of an element (RFC 7239 §4); nothing when it is missing or there twice. */
    private static String forOf(String element) {
        String found = "";
        for (String pair : element.split(";", -1)) {
            String trimmed = pair.strip();
            if (trimmed.toLowerCase(Locale.ROOT).startsWith("for=")) {
                if (!found.isEmpty()) {
                    return "";
                }
                found = unquoted(trimmed.substring("for=".length()));
            }
        }
        return found;
    }

    private static String unquoted(String text) {
        return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
    }

    /** Reads a hop: an address, or one in brackets, with or without a port; empty for names, "unknown" and garbage. */
    static Optional<Address> address(String hop) {
        if (hop.startsWith("[")) {
            int close = hop.indexOf(']');
            return close > 0 && isPort(hop.substring(close + 1))
                    ? Address.parse(hop.substring(1, close)).filter(Address::isV6)
                    : Optional.empty();
        }
        int colon = hop.indexOf(':');
        if (colon >= 0 && colon == hop.lastIndexOf(':')) {
            return isPort(hop.substring(colon)) ? Address.parse(hop.substring(0, colon)) : Optional.empty();
        }
        return Address.parse(hop);
    }

    /** Nothing, or a colon and a port, which may be hidden behind an underscore (RFC 7239 §6.2). */
    private static boolean isPort(String text) {
        return text.isEmpty() || text.matches(":(?:[0-9]{1,5}|_[A-Za-z0-9._-]{1,32})");
    }
}
