/**
 * The customer's own things: names, passkeys, sessions, address, authenticator app, what other devices ask, what
 * happened and "this was not me", whether habits are learned, recovery codes, and leaving for good. Owns {@code
 * /v1/me/**}, {@code /v1/notice/stop} and no table; every answer is about the caller alone. Each room erases its own drawer.
 */
@org.jspecify.annotations.NullMarked
package dev.latchkey.me;
