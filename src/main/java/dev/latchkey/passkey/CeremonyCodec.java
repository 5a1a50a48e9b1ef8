package dev.latchkey.passkey;

import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.id.SessionId;
import dev.latchkey.id.UserHandle;
import dev.latchkey.relyingparty.RelyingParty.SessionMode;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The plain bytes inside a seal: a version, then every component of a {@link Ceremony} in a fixed order, so that a
 * challenge stays short. Texts and variable bytes are led by one length byte; what may be absent is told by flags.
 */
final class CeremonyCodec {
    private static final byte VERSION = 1;
    private static final int ID_LENGTH = 16;
    private static final int ALLOWED_LENGTH = 8;
    private static final int LONGEST = 2048;

    private static final int HAS_ACCOUNT = 1;
    private static final int HAS_USER_HANDLE = 1 << 1;
    private static final int HAS_SESSION = 1 << 2;
    private static final int HAS_PROOF = 1 << 3;
    private static final int HAS_TRANSACTION = 1 << 4;
    private static final int HAS_BINDING = 1 << 5;
    private static final int USER_VERIFICATION = 1 << 6;
    private static final int COOKIE_MODE = 1 << 7;

    private CeremonyCodec() {}

    static byte[] encode(Ceremony ceremony) {
        ByteBuffer out = ByteBuffer.allocate(LONGEST);
        out.put(VERSION).put((byte) ceremony.purpose().code()).put((byte) flags(ceremony));
        out.put(ceremony.id().toArray());
        out.putLong(ceremony.issuedAt().toEpochMilli());
        putText(out, ceremony.relyingParty().value());
        ceremony.account().ifPresent(account -> putUuid(out, account.value()));
        ceremony.userHandle().ifPresent(handle -> out.put(handle.value().toArray()));
        putText(out, ceremony.username());
        putText(out, ceremony.displayName());
        ceremony.session().ifPresent(session -> putUuid(out, session.value()));
        ceremony.proof().ifPresent(proof -> putBytes(out, proof.toArray()));
        ceremony.transaction().ifPresent(transaction -> putBytes(out, transaction.toArray()));
        ceremony.binding().ifPresent(binding -> putBytes(out, binding.toArray()));
        out.put((byte) ceremony.allowed().size());
        ceremony.allowed().forEach(hash -> out.put(hash.toArray()));
        byte[] plain = new byte[out.position()];
        out.flip().get(plain);
        return plain;
    }

    /** Reads what {@link #encode} wrote; empty when another version of this service wrote it otherwise. */
    static Optional<Ceremony> decode(byte[] plain) {
        try {
            return decode(ByteBuffer.wrap(plain));
        } catch (BufferUnderflowException | IllegalArgumentException otherVersion) {
            return Optional.empty();
        }
    }

    private static Optional<Ceremony> decode(ByteBuffer in) {
        if (in.get() != VERSION) {
            return Optional.empty();
        }
        Optional<Purpose> purpose = Purpose.fromCode(in.get());
        int flags = in.get();
        if (purpose.isEmpty()) {
            return Optional.empty();
        }
        Bytes id = take(in, ID_LENGTH);
        Instant issuedAt = Instant.ofEpochMilli(in.getLong());
        RelyingPartyId relyingParty = new RelyingPartyId(takeText(in));
        Optional<AccountId> account =
                has(flags, HAS_ACCOUNT) ? Optional.of(new AccountId(takeUuid(in))) : Optional.empty();
        Optional<UserHandle> userHandle = has(flags, HAS_USER_HANDLE)
                ? Optional.of(new UserHandle(take(in, UserHandle.LENGTH)))
                : Optional.empty();
        String username = takeText(in);
        String displayName = takeText(in);
        Optional<SessionId> session =
                has(flags, HAS_SESSION) ? Optional.of(new SessionId(takeUuid(in))) : Optional.empty();
        Optional<Bytes> proof = takeBytesIf(has(flags, HAS_PROOF), in);
        Optional<Bytes> transaction = takeBytesIf(has(flags, HAS_TRANSACTION), in);
        Optional<Bytes> binding = takeBytesIf(has(flags, HAS_BINDING), in);
        int count = Byte.toUnsignedInt(in.get());
        List<Bytes> allowed = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            allowed.add(take(in, ALLOWED_LENGTH));
        }
        if (in.hasRemaining()) {
            return Optional.empty();
        }
        return Optional.of(new Ceremony(
                id,
                purpose.get(),
                relyingParty,
                account,
                userHandle,
                username,
                displayName,
                has(flags, USER_VERIFICATION),
                has(flags, COOKIE_MODE) ? SessionMode.COOKIE : SessionMode.TOKEN,
                session,
                proof,
                transaction,
                binding,
                allowed,
                issuedAt));
    }

    private static int flags(Ceremony ceremony) {
        return (ceremony.account().isPresent() ? HAS_ACCOUNT : 0)
                | (ceremony.userHandle().isPresent() ? HAS_USER_HANDLE : 0)
                | (ceremony.session().isPresent() ? HAS_SESSION : 0)
                | (ceremony.proof().isPresent() ? HAS_PROOF : 0)
                | (ceremony.transaction().isPresent() ? HAS_TRANSACTION : 0)
                | (ceremony.binding().isPresent() ? HAS_BINDING : 0)
                | (ceremony.userVerificationRequired() ? USER_VERIFICATION : 0)
                | (ceremony.mode() == SessionMode.COOKIE ? COOKIE_MODE : 0);
    }

    private static boolean has(int flags, int flag) {
        return (flags & flag) != 0;
    }

    private static void putUuid(ByteBuffer out, UUID uuid) {
        out.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
    }

    private static void putText(ByteBuffer out, String text) {
        putBytes(out, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void putBytes(ByteBuffer out, byte[] bytes) {
        if (bytes.length > 255) {
            throw new IllegalArgumentException("too long for a seal");
        }
        out.put((byte) bytes.length).put(bytes);
    }

    private static UUID takeUuid(ByteBuffer in) {
        return new UUID(in.getLong(), in.getLong());
    }

    private static String takeText(ByteBuffer in) {
        return new String(take(in, Byte.toUnsignedInt(in.get())).toArray(), StandardCharsets.UTF_8);
    }

    private static Optional<Bytes> takeBytesIf(boolean present, ByteBuffer in) {
        return present ? Optional.of(take(in, Byte.toUnsignedInt(in.get()))) : Optional.empty();
    }

    private static Bytes take(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return Bytes.of(bytes);
    }
}
