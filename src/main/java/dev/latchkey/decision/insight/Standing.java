package dev.latchkey.decision.insight;

import dev.latchkey.decision.replay.Share;

/**
 * What a line comes to.
 *
 * @param kind whether it is a {@code budget}, a {@code threshold}, or drawn {@code by_cost}
 * @param threshold the probability from which on somebody is asked; above 1 asks nobody; NaN where the costs decide
 * @param asked how many legitimate attempts are asked on their score
 * @param caught how many of those later known as hostile do not pass freely
 */
public record Standing(String kind, double threshold, Share asked, Share caught) {}
