/**
 * The console's numbers over HTTP: what happened, each decision behind it, what another policy would have made of it, and
 * which lines keep a budget. Owns {@code /v1/ops/{rp}/overview}, {@code /decisions}, {@code /replays}, {@code /what-if} and
 * {@code /budget}. Counts and judges nothing itself; that is {@code decision.insight} and {@code decision.replay}.
 */
@org.jspecify.annotations.NullMarked
package dev.latchkey.console.insight;
