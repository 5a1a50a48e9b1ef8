package dev.latchkey.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.id.Bytes;
import dev.latchkey.testing.CborWriter;
import dev.latchkey.testing.SeededRandom;
import dev.latchkey.testing.SoftwareKey;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Good keys and bad ones, each bad one a single number away from a good one. */
class CredentialKeysTest {
    private static final SeededRandom RANDOM = new SeededRandom(1);

    private static CredentialKeys.Check check(Map<Object, Object> cose) {
        return CredentialKeys.check(Cbor.map(CborWriter.encode(cose)).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(ints = {-7, -8, -35, -36, -257})
    void aGoodKeyIsKeptInOurOwnEncodingAndDecodesToItself(int algorithm) throws GeneralSecurityException {
        SoftwareKey key = SoftwareKey.create(algorithm, RANDOM);
        Map<Object, Object> reversed = new LinkedHashMap<>();
        key.cose().entrySet().stream().toList().reversed().forEach(m -> reversed.put(m.getKey(), m.getValue()));

        CredentialKeys.Check check = check(reversed);

        assertThat(check).isInstanceOf(CredentialKeys.Check.Good.class);
        CredentialKey good = ((CredentialKeys.Check.Good) check).key();
        assertThat(good.encoded()).isEqualTo(Bytes.of(CborWriter.encode(key.cose())));
        assertThat(good.decode().getEncoded()).isEqualTo(key.pair().getPublic().getEncoded());
        assertThat(CredentialKeys.stored(good.encoded())).contains(good);
    }

    @ParameterizedTest
    @ValueSource(ints = {2048, 3072, 4096})
    void rsaFrom2048To4096BitsIsGood(int bits) {
        assertThat(check(SoftwareKey.rsa(bits).cose())).isInstanceOf(CredentialKeys.Check.Good.class);
    }

    static Stream<Arguments> badKeys() {
        byte[] prime256 = HexFormat.of().parseHex("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff");
        return Stream.of(
                bad("no algorithm", -7, Flaw.KEY_MEMBERS, key -> key.remove(3)),
                bad("algorithm as text", -7, Flaw.KEY_MEMBERS, key -> key.put(3, "ES256")),
                bad("no key type", -7, Flaw.KEY_TYPE, key -> key.remove(1)),
                bad("key type of another family", -7, Flaw.KEY_TYPE, key -> key.put(1, 1)),
                bad("ES256 on P-384", -7, Flaw.KEY_CURVE, key -> key.put(-1, 2)),
                bad("ES256 on secp256k1", -7, Flaw.KEY_CURVE, key -> key.put(-1, 8)),
                bad("ES384 on P-256", -35, Flaw.KEY_CURVE, key -> key.put(-1, 1)),
                bad("ES512 on P-384", -36, Flaw.KEY_CURVE, key -> key.put(-1, 2)),
                bad("another algorithm for the same curve", -7, Flaw.KEY_CURVE, key -> key.put(3, -35)),
                bad("a private part", -7, Flaw.KEY_MEMBERS, key -> key.put(-4, new byte[32])),
                bad("a key id", -7, Flaw.KEY_MEMBERS, key -> key.put(2, new byte[4])),
                bad("key operations", -7, Flaw.KEY_MEMBERS, key -> key.put(4, List.of(2))),
                bad("a member of no meaning", -7, Flaw.KEY_MEMBERS, key -> key.put("x", 1)),
                bad("no y", -7, Flaw.KEY_MEMBERS, key -> key.remove(-3)),
                bad("compressed y", -7, Flaw.KEY_POINT, key -> key.put(-3, true)),
                bad("short x", -7, Flaw.KEY_POINT, key -> key.computeIfPresent(-2, (n, x) -> cut((byte[]) x))),
                bad("long x", -7, Flaw.KEY_POINT, key -> key.computeIfPresent(-2, (n, x) -> padded((byte[]) x))),
                bad("off the curve", -7, Flaw.KEY_POINT, key -> key.computeIfPresent(-3, (n, y) -> nudged((byte[]) y))),
                bad(
                        "off the curve",
                        -35,
                        Flaw.KEY_POINT,
                        key -> key.computeIfPresent(-3, (n, y) -> nudged((byte[]) y))),
                bad(
                        "off the curve",
                        -36,
                        Flaw.KEY_POINT,
                        key -> key.computeIfPresent(-3, (n, y) -> nudged((byte[]) y))),
                bad("zero point", -7, Flaw.KEY_POINT, key -> {
                    key.put(-2, new byte[32]);
                    key.put(-3, new byte[32]);
                }),
                bad("coordinate not below the prime", -7, Flaw.KEY_POINT, key -> key.put(-2, prime256)),
                bad("Ed25519 as EC2", -8, Flaw.KEY_TYPE, key -> key.put(1, 2)),
                bad("Ed448", -8, Flaw.KEY_CURVE, key -> key.put(-1, 7)),
                bad("X25519", -8, Flaw.KEY_CURVE, key -> key.put(-1, 4)),
                bad("Ed25519 with a private part", -8, Flaw.KEY_MEMBERS, key -> key.put(-4, new byte[32])),
                bad("short Ed25519", -8, Flaw.KEY_POINT, key -> key.computeIfPresent(-2, (n, x) -> cut((byte[]) x))),
                bad("RSA as EC2", -257, Flaw.KEY_TYPE, key -> key.put(1, 2)),
                bad("RSA with a private part", -257, Flaw.KEY_MEMBERS, key -> key.put(-3, new byte[256])),
                bad("RSA, e = 3", -257, Flaw.KEY_EXPONENT, key -> key.put(-2, new byte[] {3})),
                bad("RSA, e = 1", -257, Flaw.KEY_EXPONENT, key -> key.put(-2, new byte[] {1})),
                bad("RSA, e with a leading zero", -257, Flaw.KEY_EXPONENT, key -> key.put(-2, new byte[] {0, 1, 0, 1})),
                bad(
                        "RSA, leading zero",
                        -257,
                        Flaw.KEY_MODULUS,
                        key -> key.computeIfPresent(-1, (n, modulus) -> padded((byte[]) modulus))),
                bad(
                        "RSA, even",
                        -257,
                        Flaw.KEY_MODULUS,
                        key -> key.computeIfPresent(-1, (n, modulus) -> evened((byte[]) modulus))),
                bad("RSA, 2047 bits", -257, Flaw.KEY_MODULUS, key -> key.put(-1, ones(2047))),
                bad("RSA, 4097 bits", -257, Flaw.KEY_MODULUS, key -> key.put(-1, ones(4097))),
                bad("RSA, 1024 bits", -257, Flaw.KEY_MODULUS, key -> key.put(-1, ones(1024))),
                bad("RSA, empty", -257, Flaw.KEY_MODULUS, key -> key.put(-1, new byte[0])));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badKeys")
    void aBadKeyIsRefusedForItsFlaw(String name, int algorithm, Flaw flaw, Consumer<Map<Object, Object>> change) {
        Map<Object, Object> cose = SoftwareKey.create(algorithm, RANDOM).cose();
        change.accept(cose);

        CredentialKeys.Check check = check(cose);

        assertThat(check).as(name).isEqualTo(new CredentialKeys.Check.Bad(flaw));
    }

    /** Every point of order 1, 2, 4 and 8, little-endian, and encodings that RFC 8032 §5.1.3 does not allow. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0100000000000000000000000000000000000000000000000000000000000000",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0000000000000000000000000000000000000000000000000000000000000080",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
                "0100000000000000000000000000000000000000000000000000000000000080",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                "0200000000000000000000000000000000000000000000000000000000000000"
            })
    void anEd25519PointOfSmallOrderOrAnotherSpellingIsRefused(String encoded) {
        Map<Object, Object> cose = SoftwareKey.create(-8, RANDOM).cose();
        cose.put(-2, HexFormat.of().parseHex(encoded));

        assertThat(check(cose)).isEqualTo(new CredentialKeys.Check.Bad(Flaw.KEY_POINT));
    }

    @Test
    void theBasePointOfEd25519IsGood() {
        byte[] base = HexFormat.of().parseHex("5866666666666666666666666666666666666666666666666666666666666666");

        Optional<Ed25519Point> point = Ed25519Point.decode(base);

        assertThat(point).isPresent().get().matches(found -> !found.isOfSmallOrder());
    }

    @Test
    void aStoredKeyThatIsDamagedIsNoKey() {
        Bytes encoded =
                Bytes.of(CborWriter.encode(SoftwareKey.create(-7, RANDOM).cose()));
        byte[] damaged = encoded.toArray();
        damaged[damaged.length - 1] ^= 1;

        assertThat(CredentialKeys.stored(Bytes.of(damaged))).isEmpty();
    }

    private static Arguments bad(String name, int algorithm, Flaw flaw, Consumer<Map<Object, Object>> change) {
        return Arguments.of(name, algorithm, flaw, change);
    }

    private static byte[] cut(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length - 1);
    }

    private static byte[] padded(byte[] bytes) {
        byte[] padded = new byte[bytes.length + 1];
        System.arraycopy(bytes, 0, padded, 1, bytes.length);
        return padded;
    }

    private static byte[] nudged(byte[] bytes) {
        byte[] nudged = bytes.clone();
        nudged[nudged.length - 1] ^= 1;
        return nudged;
    }

    private static byte[] evened(byte[] bytes) {
        byte[] even = bytes.clone();
        even[even.length - 1] &= (byte) 0xfe;
        return even;
    }

    private static byte[] ones(int bits) {
        byte[] signed = BigInteger.TWO.pow(bits).subtract(BigInteger.ONE).toByteArray();
        return signed[0] == 0 ? Arrays.copyOfRange(signed, 1, signed.length) : signed;
    }
}
