/**
 * Every refusal the API can utter, one constant each, and its form on the wire (RFC 9457). Owns the stable codes; a
 * code is wire format and never changes its meaning. Which refusal applies is decided elsewhere, and only resources
 * and filters turn it into an answer.
 */
@org.jspecify.annotations.NullMarked
package dev.latchkey.problem;
