package dev.latchkey.stepup;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * The id and secret of an API client, as HTTP Basic carries them (RFC 7617).
 *
 * @param id what stands before the first colon
 * @param secret what stands behind it
 */
record BasicCredentials(String id, String secret) {
    private static final String SCHEME = "basic ";
    private static final int LONGEST = 512;

    /** Reads an {@code Authorization} header; empty for any other scheme and for what is not well-formed. */
    static Optional<BasicCredentials> read(String header) {
        if (header.length() > LONGEST || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return Optional.empty();
        }
        try {
            byte[] bytes =
                    Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
            String pair = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            int colon = pair.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new BasicCredentials(pair.substring(0, colon), pair.substring(colon + 1)));
        } catch (IllegalArgumentException | CharacterCodingException malformed) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "BasicCredentials[redacted]";
    }
}
