package dev.latchkey.decision.insight;

import dev.latchkey.decision.replay.Share;

/**
 * One point of friction against catch.
 *
 * @param share the share that may be asked
 * @param threshold the line that this comes to; NaN for a point of all segments, which have a line each
 * @param asked how many legitimate attempts are asked on their score
 * @param caught how many of those later known as hostile do not pass freely
 */
public record CurvePoint(double share, double threshold, Share asked, Share caught) {}
