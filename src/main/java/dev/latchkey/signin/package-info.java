/**
 * Walking in: signing up, signing in, one more check on the way, adding a passkey, coming back by a recovery code,
 * refreshing, signing out, and handing a sign-in over to an app. Owns {@code /v1/webauthn/*}, {@code /v1/step-up/*}, {@code
 * /v1/token/*}, {@code /v1/sign-out}, {@code /v1/hand-off} and {@code signin_hand_off}. Verifying, deciding and token
 * making belong to the floor below, and asking for a check to {@code stepup}.
 */
@org.jspecify.annotations.NullMarked
package dev.latchkey.signin;
