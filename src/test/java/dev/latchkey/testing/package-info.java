/**
 * What tests of several packages share: a software authenticator with real keys and a knob for every field, and the
 * little CBOR it needs. Owns nothing. Knows the WebAuthn specification and none of the code it tests.
 */
@org.jspecify.annotations.NullMarked
package dev.latchkey.testing;
