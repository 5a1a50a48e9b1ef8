/**
 * The customer's own things: names, passkeys, sessions, what happened, recovery codes, and leaving for good. Owns
 * {@code /v1/me/**} and no table; every answer is about the caller alone. Each room erases its own drawer.
 */
@org.jspecify.annotations.NullMarked
package dev.latchkey.me;
