package dev.latchkey.risk;

/**
 * The answer of one signal to one attempt.
 *
 * @param code which signal
 * @param value how unusual, 0 (as usual, or unknown) upwards
 * @param known whether the facts it needs were known
 */
public record Reading(Code code, double value, boolean known) {}
