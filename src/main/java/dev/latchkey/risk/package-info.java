/**
 * Weighs what was observed of an attempt against what is usual for the account and for everybody, says which of eight
 * hypotheses explains it, and advises to let pass, to ask or to refuse, with reasons that add up. Owns the shapes of
 * profile, population and evidence, and the model as a versioned resource; a pure function of its arguments, in {@code
 * StrictMath} and in a fixed order. Leaves to others where facts come from, where profiles are kept, and what is done
 * with the advice; {@code docs/risk-model.md} explains it.
 */
@org.jspecify.annotations.NullMarked
package dev.latchkey.risk;
