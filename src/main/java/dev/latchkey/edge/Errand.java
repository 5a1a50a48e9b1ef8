package dev.latchkey.edge;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a call is about, as far as limits and overload care. Each kind has allowances of its own. */
enum Errand {
    /** Begins a ceremony; the first that has to wait when there is too much to do. */
    BEGIN(0.5),

    /** Brings a proof or a code; what is half-finished goes first. */
    PROVE(1),

    /** Renews tokens: refused, it would sign a customer out of what they are doing. */
    REFRESH(1),

    /** An API client's, which has an allowance of its own. */
    CLIENT(1),

    /** Everything else under {@code /v1}. */
    OTHER(0.75);

    private static final String API = "/v1/";
    private static final Set<String> PROOFS =
            Set.of("/v1/token/exchange", "/v1/notice/stop", "/v1/me/email/verify", "/v1/me/totp/verify");

    private final double share;

    Errand(double share) {
        this.share = share;
    }

    /** Up to which share of the room for calls in flight this kind is let in. */
    double share() {
        return share;
    }

    /** Whether a refusal costs more than an answer. */
    boolean guesses() {
        return this == BEGIN || this == PROVE;
    }

    /** Its name in metrics. */
    String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the answer goes on for minutes; who watches is counted elsewhere. */
    static boolean isStream(String path) {
        return bare(path).endsWith("/events");
    }

    /** Reads it from the path by which the call is found; empty for pages, keys and health, which are free. */
    static Optional<Errand> of(String asked) {
        if (!asked.startsWith(API)) {
            return Optional.empty();
        }
        String path = bare(asked);
        if (path.startsWith("/v1/webauthn/")) {
            return Optional.of(path.endsWith("/options") ? BEGIN : PROVE);
        }
        if (path.startsWith("/v1/step-up") || PROOFS.contains(path)) {
            return Optional.of(PROVE);
        }
        if (path.equals("/v1/token/refresh")) {
            return Optional.of(REFRESH);
        }
        return Optional.of(path.startsWith("/v1/risk/") ? CLIENT : OTHER);
    }

    private static String bare(String path) {
        int end = path.length();
        while (end > 1 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }
}
