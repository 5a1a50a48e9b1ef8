/**
 * Keys and what is done with them: the key ring from the environment, keys derived from it, sealing, keyed hashes,
 * fresh secrets, and which implementation computes ECDSA. Owns no table; the key ring comes from {@code latchkey.key}
 * and never leaves memory. What a sealed text means is the business of the package that sealed it.
 */
@org.jspecify.annotations.NullMarked
package dev.latchkey.secret;
