package dev.latchkey.secret;

/**
 * Which implementation computes ECDSA on P-256, for health and metrics.
 *
 * @param name {@code accp} or {@code jdk}
 * @param detail its version, or why the fast one is not in use
 */
public record CryptoProvider(String name, String detail) {}
