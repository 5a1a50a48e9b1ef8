package dev.latchkey.decision.replay;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One decision that comes out otherwise.
 *
 * @param id the decision
 * @param at when it was made
 * @param action what was attempted
 * @param segment how much was known of the account
 * @param before its level then
 * @param after its level now
 * @param probability that somebody else was there, 0 to 1
 * @param reasons codes, as they would be given now
 */
public record Flip(
        UUID id,
        Instant at,
        String action,
        String segment,
        String before,
        String after,
        double probability,
        List<String> reasons) {}
