package dev.latchkey.passkey;

import dev.latchkey.id.Bytes;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Tells good credential public keys from bad ones (WebAuthn L3 §5.8.5, §6.5.1.1; RFC 9053 §7; RFC 8230 §4): an accepted
 * algorithm, the key type and curve that belong to it, exactly the members it needs, and numbers that are safe to verify
 * with.
 */
final class CredentialKeys {
    static final int ED25519 = 6;
    static final Bytes EXPONENT = Bytes.of(new byte[] {1, 0, 1});

    private static final long KTY = 1;
    private static final long ALG = 3;
    private static final long FIRST = -1;
    private static final long SECOND = -2;
    private static final long THIRD = -3;
    private static final Set<Long> EC2_MEMBERS = Set.of(KTY, ALG, FIRST, SECOND, THIRD);
    private static final Set<Long> OTHER_MEMBERS = Set.of(KTY, ALG, FIRST, SECOND);
    private static final int FEWEST_RSA_BITS = 2048;
    private static final int MOST_RSA_BITS = 4096;

    private CredentialKeys() {}

    /** What a COSE_Key turned out to be. */
    sealed interface Check {
        /** Safe to verify with. */
        record Good(CredentialKey key) implements Check {}

        /** Not acceptable. */
        record Bad(Flaw flaw) implements Check {}
    }

    static Check check(Map<Object, Object> cose) {
        if (!(cose.get(ALG) instanceof Long alg)) {
            return new Check.Bad(Flaw.KEY_MEMBERS);
        }
        Optional<Algorithm> algorithm = Algorithm.fromCose(alg);
        if (algorithm.isEmpty()) {
            return new Check.Bad(Flaw.KEY_ALGORITHM);
        }
        return switch (algorithm.get()) {
            case ES256, ES384, ES512 -> ec2(algorithm.get(), cose);
            case EDDSA -> okp(cose, CredentialKeys::isGoodPoint);
            case RS256 -> rsa(cose);
        };
    }

    /**
     * Reads a key back that was stored by {@link CredentialKey#encoded()}. It was found good then; all that is cheap is
     * looked at again, and the order of an Ed25519 point, which takes longer than its signature, is not.
     */
    static Optional<CredentialKey> stored(Bytes encoded) {
        return Cbor.map(encoded.toArray())
                .map(cose -> Long.valueOf(Algorithm.EDDSA.cose()).equals(cose.get(ALG))
                        ? okp(cose, x -> x.length() == Ed25519Point.LENGTH)
                        : check(cose))
                .flatMap(check -> check instanceof Check.Good(CredentialKey key) ? Optional.of(key) : Optional.empty());
    }

    private static Check ec2(Algorithm algorithm, Map<Object, Object> cose) {
        Curve curve = Curve.of(algorithm);
        if (!Long.valueOf(2).equals(cose.get(KTY))) {
            return new Check.Bad(Flaw.KEY_TYPE);
        }
        if (!Long.valueOf(curve.cose()).equals(cose.get(FIRST))) {
            return new Check.Bad(Flaw.KEY_CURVE);
        }
        if (!cose.keySet().equals(EC2_MEMBERS)) {
            return new Check.Bad(Flaw.KEY_MEMBERS);
        }
        if (!(cose.get(SECOND) instanceof Bytes x)
                || !(cose.get(THIRD) instanceof Bytes y)
                || x.length() != curve.coordinateLength()
                || y.length() != curve.coordinateLength()) {
            return new Check.Bad(Flaw.KEY_POINT);
        }
        CredentialKey.Ec2 key = new CredentialKey.Ec2(algorithm, x, y);
        return curve.holds(key.point()) ? new Check.Good(key) : new Check.Bad(Flaw.KEY_POINT);
    }

    private static Check okp(Map<Object, Object> cose, Predicate<Bytes> good) {
        if (!Long.valueOf(1).equals(cose.get(KTY))) {
            return new Check.Bad(Flaw.KEY_TYPE);
        }
        if (!Long.valueOf(ED25519).equals(cose.get(FIRST))) {
            return new Check.Bad(Flaw.KEY_CURVE);
        }
        if (!cose.keySet().equals(OTHER_MEMBERS)) {
            return new Check.Bad(Flaw.KEY_MEMBERS);
        }
        return cose.get(SECOND) instanceof Bytes x && good.test(x)
                ? new Check.Good(new CredentialKey.Okp(x))
                : new Check.Bad(Flaw.KEY_POINT);
    }

    private static boolean isGoodPoint(Bytes encoded) {
        return Ed25519Point.decode(encoded.toArray())
                .filter(point -> !point.isOfSmallOrder())
                .isPresent();
    }

    private static Check rsa(Map<Object, Object> cose) {
        if (!Long.valueOf(3).equals(cose.get(KTY))) {
            return new Check.Bad(Flaw.KEY_TYPE);
        }
        if (!cose.keySet().equals(OTHER_MEMBERS)) {
            return new Check.Bad(Flaw.KEY_MEMBERS);
        }
        if (!(cose.get(FIRST) instanceof Bytes modulus) || !isGoodModulus(modulus.toArray())) {
            return new Check.Bad(Flaw.KEY_MODULUS);
        }
        if (!EXPONENT.equals(cose.get(SECOND))) {
            return new Check.Bad(Flaw.KEY_EXPONENT);
        }
        return new Check.Good(new CredentialKey.Rsa(modulus));
    }

    private static boolean isGoodModulus(byte[] bigEndian) {
        if (bigEndian.length == 0 || bigEndian[0] == 0) {
            return false;
        }
        BigInteger modulus = new BigInteger(1, bigEndian);
        return modulus.testBit(0) && modulus.bitLength() >= FEWEST_RSA_BITS && modulus.bitLength() <= MOST_RSA_BITS;
    }
}
