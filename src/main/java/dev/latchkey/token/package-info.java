/**
 * Tokens of a session: access tokens that any JWT library verifies (RFC 9068), rotating refresh tokens (RFC 9700
 * §4.14), and the keys that sign. Owns {@code token_*}, {@code /v1/token/refresh} and {@code /.well-known/jwks.json};
 * alone imports the signer. Says who is calling; what a caller may do is said where it is asked.
 */
@org.jspecify.annotations.NullMarked
package dev.latchkey.token;
