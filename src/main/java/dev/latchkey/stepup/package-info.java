/**
 * Further proofs: the methods by which one more check is answered, tickets that let what was half-way be completed by
 * one, recovery codes, authenticator apps, asking other devices, and the protected actions that apps' back ends ask about.
 * Owns {@code stepup_*} and {@code /v1/risk/assess}; a code or a ticket is spent once, by one conditional update. Which
 * check is asked for is decided in {@code decision}, and what a ticket is worth in the end is {@code signin}'s.
 */
@org.jspecify.annotations.NullMarked
package dev.latchkey.stepup;
