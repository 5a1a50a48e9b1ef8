/**
 * Decides what becomes of an attempt: let it pass, ask for one more check, or refuse. Owns what is known of a client
 * and the reasons it gives; asks by one honest rule for now, behind the seam where the risk engine will stand. Acts on
 * nothing itself: who asked turns the decision into a session or a question.
 */
@org.jspecify.annotations.NullMarked
package dev.latchkey.decision;
