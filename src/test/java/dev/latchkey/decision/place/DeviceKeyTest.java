package dev.latchkey.decision.place;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.decision.place.DeviceProof.Absent;
import dev.latchkey.decision.place.DeviceProof.Proven;
import dev.latchkey.decision.place.DeviceProof.Refused;
import dev.latchkey.id.Bytes;
import dev.latchkey.secret.Digests;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The device's proof: what holds, and each thing that does not, by one change. */
class DeviceKeyTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final String PATH = "/v1/webauthn/authentication/verify";
    private static final Bytes CHALLENGE = Bytes.of(new byte[] {1, 2, 3, 4});
    private static final KeyPair KEYS = keys("secp256r1");
    private static final String JWK = jwk(KEYS);
    private static final String HEADER = "{\"typ\":\"latchkey-device+jwt\",\"alg\":\"ES256\",\"jwk\":" + JWK + "}";
    private static final String CLAIMS = "{\"htm\":\"POST\",\"htu\":\"https://login.example.org" + PATH + "\",\"iat\":"
            + NOW.getEpochSecond() + ",\"challenge\":\"" + hashed(CHALLENGE) + "\"}";

    @Test
    void aGoodProofShowsTheKeysThumbprint() {
        DeviceProof proof = read(jws(HEADER, CLAIMS));

        assertThat(proof)
                .isInstanceOfSatisfying(
                        Proven.class,
                        proven -> assertThat(proven.thumbprint())
                                .isEqualTo(Digests.sha256(("{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"" + x(KEYS)
                                                + "\",\"y\":\"" + y(KEYS) + "\"}")
                                        .getBytes(StandardCharsets.US_ASCII))));
        assertThat(proof.toString()).isEqualTo("Proven[redacted]");
    }

    @Test
    void theSameKeyHasTheSameThumbprintForAnotherCeremony() {
        Bytes other = Bytes.of(new byte[] {9});
        String later = CLAIMS.replace(hashed(CHALLENGE), hashed(other));

        DeviceProof proof =
                DeviceKey.read(Optional.of(jws(HEADER, later)), "POST", "login.example.org", PATH, other, NOW);

        assertThat(proof).isEqualTo(read(jws(HEADER, CLAIMS)));
    }

    @Test
    void withoutAHeaderNothingIsProven() {
        assertThat(DeviceKey.read(Optional.empty(), "POST", "login.example.org", PATH, CHALLENGE, NOW))
                .isEqualTo(new Absent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:8080", "console.localhost:8080"})
    void withoutTlsThereAreDesksOnly(String host) {
        Optional<String> plain =
                Optional.of(jws(HEADER, CLAIMS.replace("https://login.example.org", "http://" + host)));

        assertThat(DeviceKey.read(plain, "POST", host, PATH, CHALLENGE, NOW)).isInstanceOf(Proven.class);
        assertThat(DeviceKey.read(plain, "POST", "login.example.org", PATH, CHALLENGE, NOW))
                .isEqualTo(new Refused("address"));
        assertThat(read(jws(HEADER, CLAIMS.replace("https:", "http:")))).isEqualTo(new Refused("address"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"htm\":\"POST\"; \"htm\":\"GET\"; method",
                "https://login.example.org; https://evil.example.org; address",
                "/authentication/; /registration/; address",
                "/verify\"; /verify?x\"; address",
                "\"iat\":1780315200; \"iat\":1780315139; time",
                "\"iat\":1780315200; \"iat\":1780315261; time",
                "\"iat\":1780315200; \"iat\":\"1780315200\"; time",
                "\"iat\":1780315200; \"iat\":-9223372036854775808; malformed",
                "\"iat\":1780315200; \"iat\":1780315200.0; malformed",
                "\"challenge\":\"; \"challenge\":\"A; challenge",
                "\"htm\"; \"hta\"; claims",
                "\"htm\":\"POST\"; \"htm\":\"POST\",\"x\":\"y\"; claims",
                "\"htm\":\"POST\"; \"htm\":\"POST\",\"htm\":\"POST\"; malformed",
            })
    void aClaimThatDiffersIsRefused(String from, String to, String reason) {
        String claims = CLAIMS.replace(from, to);

        assertThat(claims).isNotEqualTo(CLAIMS);
        assertThat(read(jws(HEADER, claims))).isEqualTo(new Refused(reason));
    }

    @ParameterizedTest
    @ValueSource(longs = {-60, 60})
    void aClockMayBeAMinuteOff(long seconds) {
        String claims =
                CLAIMS.replace(Long.toString(NOW.getEpochSecond()), Long.toString(NOW.getEpochSecond() + seconds));

        assertThat(read(jws(HEADER, claims))).isInstanceOf(Proven.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "latchkey-device+jwt; dpop+jwt",
                "ES256; none",
                "ES256; HS256",
                "ES256; ES384",
                "\"kty\":\"EC\"; \"kty\":\"OKP\"",
                "P-256; P-384",
                "\"alg\"; \"kid\"",
                "\"typ\"; \"kid\":\"1\",\"typ\"",
                "\"typ\"; \"jku\":\"https://evil.example.org/\",\"typ\"",
                "\"kty\"; \"d\":\"AA\",\"kty\"",
                "\"typ\"; \"typ\":\"latchkey-device+jwt\",\"typ\"",
            })
    void aHeaderThatDiffersIsRefused(String from, String to) {
        String header = HEADER.replace(from, to);

        assertThat(header).isNotEqualTo(HEADER);
        assertThat(read(jws(header, CLAIMS))).isEqualTo(new Refused("malformed"));
    }

    @Test
    void aPointOffTheCurveIsRefused() {
        String off = HEADER.replace(y(KEYS), x(KEYS));
        String zero = HEADER.replace(x(KEYS), "A".repeat(43)).replace(y(KEYS), "A".repeat(43));
        String short1 = HEADER.replace(x(KEYS), "AAAA");
        String otherCurve = HEADER.replace(JWK, jwk(keys("secp384r1")));

        assertThat(read(jws(off, CLAIMS))).isEqualTo(new Refused("malformed"));
        assertThat(read(jws(zero, CLAIMS))).isEqualTo(new Refused("malformed"));
        assertThat(read(jws(short1, CLAIMS))).isEqualTo(new Refused("malformed"));
        assertThat(read(jws(otherCurve, CLAIMS))).isEqualTo(new Refused("malformed"));
    }

    @Test
    void aSignatureByAnotherKeyOrOverOtherWordsIsRefused() {
        String stolen = HEADER.replace(JWK, jwk(keys("secp256r1")));
        String good = jws(HEADER, CLAIMS);
        String signature = good.substring(good.lastIndexOf('.') + 1);
        String der = Bytes.of(new byte[71]).toBase64Url();

        assertThat(read(jws(stolen, CLAIMS))).isEqualTo(new Refused("signature"));
        assertThat(read(good.replace(signature, Bytes.of(new byte[64]).toBase64Url())))
                .isEqualTo(new Refused("signature"));
        assertThat(read(good.replace(signature, der))).isEqualTo(new Refused("signature"));
        assertThat(read(good.replace(signature, ""))).isEqualTo(new Refused("signature"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "..", "...", "a.b.c", "e30.e30.e30", "bnVsbA.bnVsbA.bnVsbA", "=.=.=", "W10.W10.W10"})
    void garbageIsRefused(String garbage) {
        assertThat(read(garbage)).isEqualTo(new Refused("malformed"));
    }

    @Test
    void twoHeadersOrALongOneAreRefused() {
        String good = jws(HEADER, CLAIMS);

        assertThat(read(good + "," + good)).isEqualTo(new Refused("malformed"));
        assertThat(read("A".repeat(100_000))).isEqualTo(new Refused("malformed"));
        assertThat(read(".".repeat(2048))).isEqualTo(new Refused("malformed"));
        assertThat(read("W1tb".repeat(300) + ".e30.AA")).isEqualTo(new Refused("malformed"));
    }

    @Test
    void damageAnywhereIsRefusedAndNothingIsThrown() {
        Random random = new Random(7);
        char[] good = jws(HEADER, CLAIMS).toCharArray();

        for (int i = 0; i < 5_000; i++) {
            char[] damaged = good.clone();
            int at = random.nextInt(damaged.length);
            damaged[at] = (char) (damaged[at] + 1 + random.nextInt(20));

            assertThat(read(new String(damaged))).isInstanceOf(Refused.class);
        }
    }

    private static DeviceProof read(String header) {
        return DeviceKey.read(Optional.of(header), "POST", "login.example.org", PATH, CHALLENGE, NOW);
    }

    private static String hashed(Bytes challenge) {
        return Digests.sha256(challenge.toBase64Url().getBytes(StandardCharsets.US_ASCII))
                .toBase64Url();
    }

    private static String jws(String header, String claims) {
        UnaryOperator<String> encode =
                text -> Bytes.of(text.getBytes(StandardCharsets.UTF_8)).toBase64Url();
        String signed = encode.apply(header) + "." + encode.apply(claims);
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(KEYS.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + Bytes.of(signature.sign()).toBase64Url();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair keys(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String jwk(KeyPair keys) {
        return "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"" + x(keys) + "\",\"y\":\"" + y(keys) + "\"}";
    }

    private static String x(KeyPair keys) {
        return coordinate(((ECPublicKey) keys.getPublic()).getW().getAffineX());
    }

    private static String y(KeyPair keys) {
        return coordinate(((ECPublicKey) keys.getPublic()).getW().getAffineY());
    }

    private static String coordinate(BigInteger number) {
        byte[] signed = number.toByteArray();
        byte[] fixed = new byte[Math.max(32, (number.bitLength() + 7) / 8)];
        int from = Math.max(0, signed.length - fixed.length);
        System.arraycopy(signed, from, fixed, fixed.length - (signed.length - from), signed.length - from);
        return Bytes.of(fixed).toBase64Url();
    }
}
