/**
 * Further proofs: the methods by which one more check is answered, tickets that let what was half-way be completed by
 * one, recovery codes, authenticator apps, and asking other devices. Owns {@code stepup_*}; a code or a ticket is spent
 * once, by one conditional update. Which check is asked for is decided elsewhere, and what a ticket is worth in the end is
 * the journey's that had it issued.
 */
@org.jspecify.annotations.NullMarked
package dev.latchkey.stepup;
