/**
 * Both WebAuthn ceremonies (WebAuthn L3 §7.1, §7.2) and the passkeys they leave behind: sealed challenges, the strict
 * reading of answers, key checks, and each account's list. Owns {@code passkey_*}; alone imports WebAuthn4J. Says what
 * was verified and nothing more: whether that is enough is decided elsewhere, and risk is unknown here. Step numbers are
 * those of the Level 3 draft whose §7.1 has 28 steps and §7.2 has 25; each is named in words as well.
 */
@org.jspecify.annotations.NullMarked
package dev.latchkey.passkey;
