package dev.latchkey.notice;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An e-mail address that mail can be sent to: a dot-atom and a domain (RFC 5321 §4.1.2), in ASCII, so that nothing in it
 * can end a header or begin another one.
 */
public final class EmailAddress {
    private static final int LONGEST = 254; // RFC 5321 §4.5.3.1.3, less the angle brackets
    private static final int LONGEST_LOCAL_PART = 64; // RFC 5321 §4.5.3.1.1
    private static final Pattern LOCAL_PART =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
    private static final Pattern DOMAIN =
            Pattern.compile("([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z0-9-]*[A-Za-z][A-Za-z0-9-]*");

    private final String localPart;
    private final String domain;

    private EmailAddress(String localPart, String domain) {
        this.localPart = localPart;
        this.domain = domain;
    }

    /** Reads what somebody typed; outer space does not count. Empty when no mail can be sent there. */
    public static Optional<EmailAddress> read(String typed) {
        String text = typed.strip();
        int at = text.lastIndexOf('@');
        if (at < 1 || text.length() > LONGEST) {
            return Optional.empty();
        }
        String localPart = text.substring(0, at);
        return ascii(text.substring(at + 1))
                .filter(domain -> localPart.length() <= LONGEST_LOCAL_PART
                        && localPart.length() + 1 + domain.length() <= LONGEST
                        && LOCAL_PART.matcher(localPart).matches()
                        && DOMAIN.matcher(domain).matches())
                .map(domain -> new EmailAddress(localPart, domain.toLowerCase(Locale.ROOT)));
    }

    /** Domains in other scripts as their A-labels (RFC 5890 §2.3.2.1). */
    private static Optional<String> ascii(String domain) {
        if (domain.chars().allMatch(c -> c < 0x80)) {
            return Optional.of(domain);
        }
        try {
            return Optional.of(IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES));
        } catch (IllegalArgumentException noDomain) {
            return Optional.empty();
        }
    }

    /** Returns the address as mail is sent to it. */
    public String value() {
        return localPart + "@" + domain;
    }

    /** Returns what its owner recognises and others learn little from: {@code a…@e….org}. */
    public String masked() {
        return localPart.charAt(0) + "…@" + domain.charAt(0) + "…" + domain.substring(domain.lastIndexOf('.'));
    }

    /** One spelling for what most mail servers take for one mailbox. */
    String folded() {
        return value().toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EmailAddress that && value().equals(that.value());
    }

    @Override
    public int hashCode() {
        return value().hashCode();
    }

    @Override
    public String toString() {
        return "EmailAddress[redacted]";
    }
}
