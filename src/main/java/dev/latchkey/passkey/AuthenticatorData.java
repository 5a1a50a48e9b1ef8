package dev.latchkey.passkey;

import dev.latchkey.id.Bytes;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What the authenticator signs (WebAuthn L3 §6.1), taken apart; nothing in it is verified.
 *
 * @param bytes as received
 * @param rpIdHash SHA-256 of the RP ID it is scoped to
 * @param flags the flags byte
 * @param counter signature counter, 0 to 2³²−1
 * @param attested attested credential data; there exactly when AT is set
 */
record AuthenticatorData(Bytes bytes, Bytes rpIdHash, byte flags, long counter, Optional<Attested> attested) {
    private static final int UP = 1;
    private static final int UV = 1 << 2;
    private static final int BE = 1 << 3;
    private static final int BS = 1 << 4;
    private static final int AT = 1 << 6;
    private static final int ED = 1 << 7;
    private static final int HASH_LENGTH = 32;
    private static final int SHORTEST = HASH_LENGTH + 1 + 4;
    private static final int ATTESTED_HEAD = 16 + 2;

    /**
     * Attested credential data (WebAuthn L3 §6.5.1).
     *
     * @param aaguid what the maker calls the authenticator
     * @param credentialId credential id, of any length here
     * @param publicKey members of the COSE_Key
     */
    record Attested(UUID aaguid, Bytes credentialId, Map<Object, Object> publicKey) {}

    /**
     * Takes authenticator data apart. Empty when it is too short, when AT or ED disagree with what follows, when the
     * key or the extensions are not one well-formed CBOR map each, or when anything is left over.
     */
    static Optional<AuthenticatorData> read(Bytes bytes) {
        byte[] data = bytes.toArray();
        if (data.length < SHORTEST) {
            return Optional.empty();
        }
        byte flags = data[HASH_LENGTH];
        int at = SHORTEST;
        Optional<Attested> attested = Optional.empty();
        if ((flags & AT) != 0) {
            Optional<Integer> idEnd = idEnd(data);
            Optional<Cbor.Item> key = idEnd.flatMap(end -> Cbor.read(data, end));
            attested = key.flatMap(Cbor::asMap).map(members -> attested(data, idEnd.get(), members));
            if (attested.isEmpty()) {
                return Optional.empty();
            }
            at = key.get().end();
        }
        if ((flags & ED) != 0) {
            Optional<Cbor.Item> extensions = Cbor.read(data, at);
            if (extensions.flatMap(Cbor::asMap).isEmpty()) {
                return Optional.empty();
            }
            at = extensions.get().end();
        }
        if (at != data.length) {
            return Optional.empty();
        }
        return Optional.of(new AuthenticatorData(
                bytes,
                Bytes.of(Arrays.copyOf(data, HASH_LENGTH)),
                flags,
                Integer.toUnsignedLong(ByteBuffer.wrap(data).getInt(HASH_LENGTH + 1)),
                attested));
    }

    private static Optional<Integer> idEnd(byte[] data) {
        int idStart = SHORTEST + ATTESTED_HEAD;
        if (data.length < idStart) {
            return Optional.empty();
        }
        int end = idStart + Short.toUnsignedInt(ByteBuffer.wrap(data).getShort(idStart - 2));
        return end <= data.length ? Optional.of(end) : Optional.empty();
    }

    private static Attested attested(byte[] data, int idEnd, Map<Object, Object> publicKey) {
        ByteBuffer head = ByteBuffer.wrap(data, SHORTEST, ATTESTED_HEAD);
        UUID aaguid = new UUID(head.getLong(), head.getLong());
        return new Attested(aaguid, Bytes.of(Arrays.copyOfRange(data, SHORTEST + ATTESTED_HEAD, idEnd)), publicKey);
    }

    boolean userPresent() {
        return (flags & UP) != 0;
    }

    boolean userVerified() {
        return (flags & UV) != 0;
    }

    boolean backupEligible() {
        return (flags & BE) != 0;
    }

    boolean backedUp() {
        return (flags & BS) != 0;
    }
}
