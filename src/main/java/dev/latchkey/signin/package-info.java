/**
 * Walking in: signing up, signing in, adding a passkey, coming back by a recovery code, signing out, and handing a
 * sign-in over to an app. Owns {@code /v1/webauthn/*}, {@code /v1/step-up/*}, {@code /v1/sign-out}, {@code /v1/hand-off}, {@code
 * /v1/token/exchange} and {@code signin_hand_off}. Verifying, deciding and token making belong to the floor below.
 */
@org.jspecify.annotations.NullMarked
package dev.latchkey.signin;
