package dev.latchkey.secret;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.security.SignatureException;

/**
 * ECDSA on P-256 by OpenSSL 3, called through {@code java.lang.foreign}: nothing but functions that its manual pages
 * describe. One key object for each call, freed in the same method, so that no native memory outlives it; what threads
 * share is one empty key, only ever copied.
 *
 * <p>Nothing here is static: in a native executable handles must be made where it runs. Each shape of a call is registered
 * in {@code META-INF/native-image/dev.latchkey/secret/reachability-metadata.json}; a test compares.
 */
final class Libcrypto {
    /** A signature in DER (RFC 3279 §2.2.3) on a curve of 256 bits: two integers of at most 33 bytes. */
    static final int LONGEST_SIGNATURE = 72;

    private static final String LIBRARY = "libcrypto.so.3";
    private static final int P256 = 415; // NID_X9_62_prime256v1
    private static final int OLDEST = 3;
    // A verification may still run while the process ends, so the library must not clean up behind it; and no
    // configuration file of the machine changes what it computes.
    private static final long NO_CLEANUP_AT_EXIT = 0x0008_0000L;
    private static final long NO_CONFIGURATION = 0x0000_0080L;

    /** What is called, and the shapes of the calls. */
    static final FunctionDescriptor INIT = FunctionDescriptor.of(JAVA_INT, JAVA_LONG, ADDRESS);

    static final FunctionDescriptor VERSION = FunctionDescriptor.of(JAVA_LONG);
    static final FunctionDescriptor NEW = FunctionDescriptor.of(ADDRESS, JAVA_INT);
    static final FunctionDescriptor COPY = FunctionDescriptor.of(ADDRESS, ADDRESS);
    static final FunctionDescriptor FREE = FunctionDescriptor.ofVoid(ADDRESS);
    static final FunctionDescriptor SET_POINT = FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS);
    static final FunctionDescriptor SET_SCALAR = FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG);
    static final FunctionDescriptor SIGN =
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
    static final FunctionDescriptor VERIFY =
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS);
    static final FunctionDescriptor FORGET_ERRORS = FunctionDescriptor.ofVoid();

    private final MemorySegment empty;
    private final MethodHandle copy;
    private final MethodHandle free;
    private final MethodHandle setPoint;
    private final MethodHandle setScalar;
    private final MethodHandle sign;
    private final MethodHandle verify;
    private final MethodHandle forgetErrors;
    private final String version;

    private Libcrypto(SymbolLookup library) {
        this.version =
                begin(handle(library, "OPENSSL_init_crypto", INIT), handle(library, "OpenSSL_version_num", VERSION));
        this.empty = empty(handle(library, "EC_KEY_new_by_curve_name", NEW));
        this.copy = handle(library, "EC_KEY_dup", COPY);
        this.free = handle(library, "EC_KEY_free", FREE);
        this.setPoint = handle(library, "EC_KEY_oct2key", SET_POINT);
        this.setScalar = handle(library, "EC_KEY_oct2priv", SET_SCALAR);
        this.sign = handle(library, "ECDSA_sign", SIGN);
        this.verify = handle(library, "ECDSA_verify", VERIFY);
        this.forgetErrors = handle(library, "ERR_clear_error", FORGET_ERRORS);
    }

    /**
     * Loads the library from where the machine keeps its libraries.
     *
     * @throws RuntimeException when there is none, or one that is too old
     */
    @SuppressWarnings("restricted") // calling out of the JVM is what this class is for
    static Libcrypto load() {
        return new Libcrypto(SymbolLookup.libraryLookup(LIBRARY, Arena.global()));
    }

    /** Its version, such as {@code 3.0.19}. */
    String version() {
        return version;
    }

    /** Whether {@code signature} over {@code digest} was made with the key whose uncompressed point (SEC 1 §2.3.3) is given. */
    boolean verifies(byte[] point, byte[] digest, byte[] signature) throws SignatureException {
        if (signature.length == 0 || signature.length > LONGEST_SIGNATURE) {
            return false;
        }
        MemorySegment key = freshKey();
        try (Arena memory = Arena.ofConfined()) {
            MemorySegment encoded = memory.allocateFrom(JAVA_BYTE, point);
            // Refuses what is not on the curve.
            if ((int) setPoint.invokeExact(key, encoded, (long) point.length, MemorySegment.NULL) != 1) {
                forgetErrors.invokeExact();
                throw new SignatureException("the key is not a point of P-256");
            }
            MemorySegment hash = memory.allocateFrom(JAVA_BYTE, digest);
            MemorySegment value = memory.allocateFrom(JAVA_BYTE, signature);
            // 1 good, 0 bad, -1 not a DER signature at all.
            int answer = (int) verify.invokeExact(0, hash, digest.length, value, signature.length, key);
            if (answer != 1) {
                forgetErrors.invokeExact();
            }
            return answer == 1;
        } catch (Throwable failure) {
            throw failed(failure);
        } finally {
            release(key);
        }
    }

    /** Signs {@code digest} with the private key {@code scalar}, 32 bytes big-endian in [1, n-1]; DER comes back. */
    byte[] signs(byte[] scalar, byte[] digest) throws SignatureException {
        MemorySegment key = freshKey();
        try (Arena memory = Arena.ofConfined()) {
            MemorySegment secret = memory.allocateFrom(JAVA_BYTE, scalar);
            int taken = (int) setScalar.invokeExact(key, secret, (long) scalar.length);
            secret.fill((byte) 0);
            MemorySegment hash = memory.allocateFrom(JAVA_BYTE, digest);
            MemorySegment value = memory.allocate(LONGEST_SIGNATURE);
            MemorySegment length = memory.allocate(JAVA_INT);
            if (taken != 1 || (int) sign.invokeExact(0, hash, digest.length, value, length, key) != 1) {
                forgetErrors.invokeExact();
                throw new SignatureException("libcrypto does not sign");
            }
            return value.asSlice(0, length.get(JAVA_INT, 0)).toArray(JAVA_BYTE);
        } catch (Throwable failure) {
            throw failed(failure);
        } finally {
            release(key);
        }
    }

    private static String begin(MethodHandle init, MethodHandle version) {
        try {
            int ready = (int) init.invokeExact(NO_CLEANUP_AT_EXIT | NO_CONFIGURATION, MemorySegment.NULL);
            long number = (long) version.invokeExact();
            String said = (number >>> 28) + "." + (number >>> 20 & 0xff) + "." + (number >>> 4 & 0xffff);
            if (ready != 1 || number >>> 28 < OLDEST) {
                throw new IllegalStateException("OpenSSL " + said + " is not fit");
            }
            return said;
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static MemorySegment empty(MethodHandle make) {
        try {
            MemorySegment key = (MemorySegment) make.invokeExact(P256);
            if (key.equals(MemorySegment.NULL)) {
                throw new IllegalStateException("OpenSSL does not know P-256");
            }
            return key;
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A copy of the empty key is made ten times as fast as a new one, whose curve is set up from its numbers. */
    private MemorySegment freshKey() throws SignatureException {
        try {
            MemorySegment key = (MemorySegment) copy.invokeExact(empty);
            if (key.equals(MemorySegment.NULL)) {
                throw new SignatureException("libcrypto has no memory for a key");
            }
            return key;
        } catch (Throwable failure) {
            throw failed(failure);
        }
    }

    private void release(MemorySegment key) throws SignatureException {
        try {
            free.invokeExact(key);
        } catch (Throwable failure) {
            throw failed(failure);
        }
    }

    private static SignatureException failed(Throwable failure) {
        return switch (failure) {
            case SignatureException refused -> refused;
            case Error error -> throw error;
            default -> new SignatureException("libcrypto failed", failure);
        };
    }

    @SuppressWarnings("restricted")
    private static MethodHandle handle(SymbolLookup library, String name, FunctionDescriptor shape) {
        return Linker.nativeLinker().downcallHandle(library.findOrThrow(name), shape);
    }
}
