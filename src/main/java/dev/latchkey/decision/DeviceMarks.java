package dev.latchkey.decision;

import dev.latchkey.account.PrivateFacts;
import dev.latchkey.decision.place.DeviceProof;
import dev.latchkey.id.Bytes;
import dev.latchkey.secret.Digests;
import java.util.Optional;

/**
 * The marks by which a session's device can be told from another one later: hashes, kept with the session under the
 * account's key.
 *
 * @param cookie of the device cookie, if the client keeps cookies
 * @param key of the device's key, if it proved one
 */
public record DeviceMarks(Optional<String> cookie, Optional<String> key) {
    /** Nothing is known of the device. */
    public static final DeviceMarks NONE = new DeviceMarks(Optional.empty(), Optional.empty());

    private static final String COOKIE = "device_cookie";
    private static final String KEY = "device_key";

    /**
     * What a client showed when its session was opened, or was given and is sure to keep.
     */
    public static DeviceMarks of(ClientFacts client) {
        return new DeviceMarks(
                client.deviceCookie().or(client::givenCookie).map(DeviceMarks::mark),
                proven(client).map(DeviceMarks::mark));
    }

    /** Reads what {@link #into} wrote. */
    public static DeviceMarks in(PrivateFacts facts) {
        return new DeviceMarks(facts.get(COOKIE), facts.get(KEY));
    }

    /** Writes the marks beside what else is kept of the device, in the place of any others. */
    public PrivateFacts into(PrivateFacts facts) {
        return facts.without(COOKIE).without(KEY).and(COOKIE, cookie).and(KEY, key);
    }

    /** Whether the client shows the same cookie. */
    boolean hasCookieOf(ClientFacts client) {
        return cookie.isPresent() && cookie.equals(client.deviceCookie().map(DeviceMarks::mark));
    }

    /** Whether the client proves the same key. */
    boolean hasKeyOf(ClientFacts client) {
        return key.isPresent() && key.equals(proven(client).map(DeviceMarks::mark));
    }

    private static Optional<Bytes> proven(ClientFacts client) {
        return client.deviceProof() instanceof DeviceProof.Proven(Bytes thumbprint)
                ? Optional.of(thumbprint)
                : Optional.empty();
    }

    private static String mark(Bytes value) {
        return Digests.sha256(value.toArray()).toBase64Url();
    }

    @Override
    public String toString() {
        return "DeviceMarks[redacted]";
    }
}
