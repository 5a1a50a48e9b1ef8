package dev.latchkey.secret;

/**
 * Which implementation computes ECDSA on P-256, for health, metrics and logs.
 *
 * @param name {@value #FAST}, {@value #LIBCRYPTO} or {@value #JDK}
 * @param detail its version, or why no fast one is in use
 */
public record CryptoProvider(String name, String detail) {
    /** Amazon Corretto Crypto Provider: AWS-LC behind JNI. */
    public static final String FAST = "accp";

    /** OpenSSL's libcrypto behind {@code java.lang.foreign}. */
    public static final String LIBCRYPTO = "libcrypto";

    /** The JDK's own implementation. */
    public static final String JDK = "jdk";
}
