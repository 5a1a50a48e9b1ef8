/**
 * Further proofs: recovery codes, and tickets that let a half-way sign-in be completed by one more check. Owns {@code
 * stepup_*}; a code or a ticket is spent once, by one conditional update. Which proof is asked for is decided
 * elsewhere.
 */
@org.jspecify.annotations.NullMarked
package dev.latchkey.stepup;
