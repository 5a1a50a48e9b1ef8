package dev.latchkey.secret;

/**
 * Which implementation computes ECDSA on P-256, for health, metrics and logs.
 *
 * @param name {@value #FAST} or {@value #JDK}
 * @param detail its version, or why the fast one is not in use
 */
public record CryptoProvider(String name, String detail) {
    /** Amazon Corretto Crypto Provider: AWS-LC behind JNI. */
    public static final String FAST = "accp";

    /** The JDK's own implementation. */
    public static final String JDK = "jdk";
}
