package dev.latchkey.decision.policy;

import dev.latchkey.assurance.Acr;
import java.time.Duration;

/**
 * What an attempt must meet whatever its score.
 *
 * @param atLeast the least that happens
 * @param acr how sure we must be
 * @param maxAge how old the proof may be
 * @param hold how long a hold lasts
 */
public record Demand(Least atLeast, Acr acr, Duration maxAge, Duration hold) {}
