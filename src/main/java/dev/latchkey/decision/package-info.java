/**
 * Decides what becomes of an attempt: let it pass, ask for one more check that suits the suspicion, hold it, or refuse.
 * Owns {@code decision_profile}, {@code decision_log}, {@code decision_label} and {@code decision_snapshot}: what is usual
 * for accounts and for everybody, every decision with what it was made of, and the reasons in words. Leaves the score to
 * {@code risk}, and acts on nothing itself: who asked turns the decision into a session or a question.
 */
@org.jspecify.annotations.NullMarked
package dev.latchkey.decision;
