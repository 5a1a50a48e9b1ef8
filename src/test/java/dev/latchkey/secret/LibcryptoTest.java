package dev.latchkey.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Modifier;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LibcryptoTest {
    private static final byte[] MESSAGE = "who goes there".getBytes(StandardCharsets.UTF_8);
    private static final BigInteger N =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
    private static final BigInteger P =
            new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);

    private final boolean inUseBefore = Security.getProvider("LatchkeyFast") != null;
    private final Provider jdk = Security.getProvider("SunEC");

    @BeforeAll
    static void onlyWhereTheLibraryIs() {
        boolean loads = true;
        try {
            Libcrypto.load();
        } catch (IllegalArgumentException none) {
            loads = false;
        }
        assumeTrue(loads, "no libcrypto.so.3 on this machine");
    }

    @BeforeEach
    void byLibcryptoAlone() {
        FastCrypto.uninstall();
        FastCrypto.install(List.of(FastCrypto::libcrypto));
    }

    @AfterEach
    void asItWas() {
        FastCrypto.uninstall();
        if (inUseBefore) {
            FastCrypto.install();
        }
    }

    @Test
    void itServesWhereTheFirstChoiceDoesNotLoad() {
        FastCrypto.uninstall();

        CryptoProvider chosen = FastCrypto.install(List.of(
                () -> {
                    throw new UnsatisfiedLinkError("noexec");
                },
                FastCrypto::libcrypto));

        assertThat(chosen.name()).isEqualTo(CryptoProvider.LIBCRYPTO);
        assertThat(chosen.detail()).startsWith("3.");
    }

    @Test
    void withoutAnyTheJdkServesAndEachReasonIsSaid() {
        FastCrypto.uninstall();

        CryptoProvider chosen = FastCrypto.install(List.of(
                () -> {
                    throw new UnsatisfiedLinkError("noexec");
                },
                () -> {
                    throw new IllegalArgumentException("no library");
                }));

        assertThat(chosen).isEqualTo(new CryptoProvider(CryptoProvider.JDK, "noexec; no library"));
        assertThat(Security.getProvider("LatchkeyFast")).isNull();
    }

    @Test
    void whatOneSignsTheOtherVerifies() throws GeneralSecurityException {
        for (int round = 0; round < 50; round++) {
            KeyPair pair = pair("secp256r1");

            byte[] ours = sign(pair.getPrivate(), installed());
            byte[] theirs = sign(pair.getPrivate(), jdk);

            assertThat(verifies(pair.getPublic(), ours, jdk)).isTrue();
            assertThat(verifies(pair.getPublic(), theirs, installed())).isTrue();
            assertThat(verifies(pair.getPublic(), ours, installed())).isTrue();
        }
    }

    @Test
    void keysOfOtherCurvesGoOnToTheJdk() throws GeneralSecurityException {
        KeyPair pair = pair("secp384r1");
        Signature signature = Signature.getInstance("SHA256withECDSA");

        signature.initSign(pair.getPrivate());

        assertThat(signature.getProvider()).isEqualTo(jdk);
    }

    @Test
    void everyFlippedBitIsRefused() throws GeneralSecurityException {
        KeyPair pair = pair("secp256r1");
        byte[] good = sign(pair.getPrivate(), jdk);

        for (int bit = 0; bit < good.length * 8; bit++) {
            byte[] damaged = good.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);

            assertThat(accepts(pair.getPublic(), damaged)).as("bit %d", bit).isFalse();
        }
        assertThat(accepts(pair.getPublic(), good)).isTrue();
    }

    @Test
    void everyCutAndEveryTailIsRefused() throws GeneralSecurityException {
        KeyPair pair = pair("secp256r1");
        byte[] good = sign(pair.getPrivate(), jdk);

        for (int length = 0; length < 4096; length += length < 100 ? 1 : 37) {
            if (length != good.length) {
                byte[] other = Arrays.copyOf(good, length);

                assertThat(accepts(pair.getPublic(), other))
                        .as("length %d", length)
                        .isFalse();
            }
        }
    }

    @Test
    void numbersOutOfRangeAreRefused() throws GeneralSecurityException {
        KeyPair pair = pair("secp256r1");
        byte[] good = sign(pair.getPrivate(), jdk);
        int rLength = good[3];
        BigInteger r = new BigInteger(Arrays.copyOfRange(good, 4, 4 + rLength));
        BigInteger s = new BigInteger(Arrays.copyOfRange(good, 6 + rLength, good.length));
        List<BigInteger> wrong = List.of(
                BigInteger.ZERO,
                BigInteger.ONE,
                N,
                N.add(BigInteger.ONE),
                P,
                BigInteger.TWO.pow(256),
                BigInteger.ONE.negate());

        for (BigInteger number : wrong) {
            assertThat(accepts(pair.getPublic(), der(number, s)))
                    .as("r %x", number)
                    .isFalse();
            assertThat(accepts(pair.getPublic(), der(r, number)))
                    .as("s %x", number)
                    .isFalse();
        }
        assertThat(accepts(pair.getPublic(), der(r.add(N), s))).isFalse();
        assertThat(accepts(pair.getPublic(), der(r, s.add(N)))).isFalse();
        assertThat(accepts(pair.getPublic(), der(r.negate(), s))).isFalse();
        assertThat(accepts(pair.getPublic(), der(s, r))).isFalse();
        assertThat(accepts(pair.getPublic(), der(r, s))).isTrue();
    }

    @Test
    void anythingButDerIsRefused() throws GeneralSecurityException {
        KeyPair pair = pair("secp256r1");
        byte[] good = sign(pair.getPrivate(), jdk);
        int rLength = good[3];
        byte[] r = Arrays.copyOfRange(good, 4, 4 + rLength);
        byte[] s = Arrays.copyOfRange(good, 6 + rLength, good.length);

        assertThat(accepts(pair.getPublic(), sequence(0x81, integer(r), integer(s))))
                .as("long form")
                .isFalse();
        assertThat(accepts(pair.getPublic(), sequence(0, integer(padded(r)), integer(s))))
                .as("padded r")
                .isFalse();
        assertThat(accepts(pair.getPublic(), sequence(0, integer(r), integer(padded(s)))))
                .as("padded s")
                .isFalse();
        assertThat(accepts(pair.getPublic(), sequence(0, integer(r))))
                .as("one number")
                .isFalse();
        assertThat(accepts(pair.getPublic(), sequence(0, integer(r), integer(s), integer(s))))
                .as("three")
                .isFalse();
        assertThat(accepts(pair.getPublic(), sequence(0, integer(new byte[0]), integer(s))))
                .as("no r")
                .isFalse();
        assertThat(accepts(pair.getPublic(), fixed(r, s)))
                .as("r and s of 32 bytes each")
                .isFalse();
        assertThat(accepts(pair.getPublic(), sequence(0, integer(r), integer(s))))
                .isTrue();
    }

    @Test
    void noRandomBytesPassAndNoneCrash() throws GeneralSecurityException {
        KeyPair pair = pair("secp256r1");
        byte[] good = sign(pair.getPrivate(), jdk);
        Random random = new Random(20261122);

        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = round % 2 == 0 ? new byte[random.nextInt(200)] : good.clone();
            if (round % 2 == 0) {
                random.nextBytes(bytes);
            } else {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                bytes[random.nextInt(6)] = (byte) random.nextInt(256);
            }

            assertThat(!Arrays.equals(bytes, good) && accepts(pair.getPublic(), bytes))
                    .as("round %d", round)
                    .isFalse();
        }
    }

    @Test
    void keysThatAreNoneAreRefused() throws GeneralSecurityException {
        KeyPair pair = pair("secp256r1");
        ECPublicKey key = (ECPublicKey) pair.getPublic();
        byte[] good = sign(pair.getPrivate(), jdk);
        ECPoint point = key.getW();
        List<ECPoint> wrong = List.of(
                ECPoint.POINT_INFINITY,
                new ECPoint(BigInteger.ZERO, BigInteger.ZERO),
                new ECPoint(point.getAffineX(), point.getAffineY().add(BigInteger.ONE)),
                new ECPoint(point.getAffineX().add(P), point.getAffineY()),
                new ECPoint(point.getAffineX(), point.getAffineY().negate()),
                new ECPoint(BigInteger.TWO.pow(600), point.getAffineY()));

        for (ECPoint one : wrong) {
            assertThatThrownBy(() -> {
                        Signature signature = Signature.getInstance("SHA256withECDSA", installed());
                        signature.initVerify(new Given(one, BigInteger.ONE, key.getParams()));
                        signature.update(MESSAGE);
                        signature.verify(good);
                    })
                    .as("%s", one)
                    .isInstanceOf(GeneralSecurityException.class);
        }
        assertThatThrownBy(() -> Signature.getInstance("SHA256withECDSA", installed())
                        .initVerify(pair("secp384r1").getPublic()))
                .isInstanceOf(InvalidKeyException.class);
        assertThat(verifies(new Given(point, BigInteger.ONE, key.getParams()), good, installed()))
                .isTrue();
    }

    @Test
    void privateNumbersOutOfRangeDoNotSign() throws GeneralSecurityException {
        KeyPair pair = pair("secp256r1");
        ECPrivateKey key = (ECPrivateKey) pair.getPrivate();

        for (BigInteger wrong : List.of(BigInteger.ZERO, N, N.add(BigInteger.ONE), BigInteger.ONE.negate())) {
            assertThatThrownBy(() -> Signature.getInstance("SHA256withECDSA", installed())
                            .initSign(new GivenPrivate(wrong, key.getParams())))
                    .as("%x", wrong)
                    .isInstanceOf(InvalidKeyException.class);
        }
        assertThat(sign(new GivenPrivate(N.subtract(BigInteger.ONE), key.getParams()), installed()))
                .isNotEmpty();
    }

    @Test
    void manyThreadsAtOnceDisturbNobody() throws Exception {
        KeyPair pair = pair("secp256r1");

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> all = IntStream.range(0, 200)
                    .mapToObj(i -> threads.submit(() -> {
                        byte[] signature = sign(pair.getPrivate(), installed());
                        boolean good = verifies(pair.getPublic(), signature, installed());
                        signature[signature.length - 1] ^= 1;
                        return good && !verifies(pair.getPublic(), signature, installed());
                    }))
                    .toList();

            for (Future<Boolean> one : all) {
                assertThat(one.get()).isTrue();
            }
        }
    }

    @Test
    void everyShapeOfACallIsRegisteredForTheNativeImageAndNoOther() throws IOException, IllegalAccessException {
        Set<FunctionDescriptor> used = new HashSet<>();
        for (var field : Libcrypto.class.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == FunctionDescriptor.class) {
                used.add((FunctionDescriptor) field.get(null));
            }
        }

        assertThat(used).hasSize(10);
        assertThat(registered()).isEqualTo(used);
    }

    private static Set<FunctionDescriptor> registered() throws IOException {
        Set<FunctionDescriptor> shapes = new HashSet<>();
        try (InputStream file = LibcryptoTest.class.getResourceAsStream(
                "/META-INF/native-image/dev.latchkey/secret/reachability-metadata.json")) {
            for (JsonNode call : new ObjectMapper().readTree(file).at("/foreign/downcalls")) {
                MemoryLayout[] parameters = Stream.of(call.path("parameterTypes"))
                        .flatMap(list -> IntStream.range(0, list.size()).mapToObj(list::get))
                        .map(type -> layout(type.asText()))
                        .toArray(MemoryLayout[]::new);
                String type = call.path("returnType").asText();
                shapes.add(
                        type.equals("void")
                                ? FunctionDescriptor.ofVoid(parameters)
                                : FunctionDescriptor.of(layout(type), parameters));
            }
        }
        return shapes;
    }

    private static MemoryLayout layout(String type) {
        return type.equals("void*")
                ? ValueLayout.ADDRESS
                : Linker.nativeLinker().canonicalLayouts().get(type.equals("jlong") ? "long long" : type);
    }

    private record Given(ECPoint point, BigInteger unused, ECParameterSpec parameters) implements ECPublicKey {
        private static final long serialVersionUID = 1L;

        @Override
        public ECPoint getW() {
            return point;
        }

        @Override
        public ECParameterSpec getParams() {
            return parameters;
        }

        @Override
        public String getAlgorithm() {
            return "EC";
        }

        @Override
        public String getFormat() {
            return "none";
        }

        @Override
        public byte[] getEncoded() {
            return new byte[0];
        }
    }

    private record GivenPrivate(BigInteger number, ECParameterSpec parameters) implements ECPrivateKey {
        private static final long serialVersionUID = 1L;

        @Override
        public BigInteger getS() {
            return number;
        }

        @Override
        public ECParameterSpec getParams() {
            return parameters;
        }

        @Override
        public String getAlgorithm() {
            return "EC";
        }

        @Override
        public String getFormat() {
            return "none";
        }

        @Override
        public byte[] getEncoded() {
            return new byte[0];
        }
    }

    private static Provider installed() {
        return Security.getProvider("LatchkeyFast");
    }

    private static KeyPair pair(String curve) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }

    private static byte[] sign(PrivateKey key, Provider by) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSA", by);
        signature.initSign(key);
        signature.update(MESSAGE);
        return signature.sign();
    }

    private static boolean verifies(PublicKey key, byte[] value, Provider by) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSA", by);
        signature.initVerify(key);
        signature.update(MESSAGE);
        return signature.verify(value);
    }

    /** An exception is a refusal too. */
    private static boolean accepts(PublicKey key, byte[] value) {
        try {
            return verifies(key, value, installed());
        } catch (GeneralSecurityException refused) {
            return false;
        }
    }

    private static byte[] der(BigInteger r, BigInteger s) {
        return sequence(0, integer(r.toByteArray()), integer(s.toByteArray()));
    }

    private static byte[] integer(byte[] number) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(2);
        out.write(number.length);
        out.writeBytes(number);
        return out.toByteArray();
    }

    private static byte[] sequence(int longForm, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        Stream.of(parts).forEach(content::writeBytes);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0x30);
        if (longForm != 0) {
            out.write(longForm);
        }
        out.write(content.size());
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }

    private static byte[] padded(byte[] number) {
        byte[] longer = new byte[number.length + 1];
        System.arraycopy(number, 0, longer, 1, number.length);
        return longer;
    }

    private static byte[] fixed(byte[] r, byte[] s) {
        byte[] both = new byte[64];
        put(r, both, 0);
        put(s, both, 32);
        return both;
    }

    private static void put(byte[] number, byte[] into, int offset) {
        int length = Math.min(32, number.length);
        System.arraycopy(number, number.length - length, into, offset + 32 - length, length);
    }
}
