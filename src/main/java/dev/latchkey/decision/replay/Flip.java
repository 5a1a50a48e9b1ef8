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
 * @param reasonsBefore codes, as they were given then
 * @param reasons codes, as they would be given now
 * @param hostile whether it is known by now that the owner was not there
 */
public record Flip(
        UUID id,
        Instant at,
        String action,
        String segment,
        String before,
        String after,
        double probability,
        List<String> reasonsBefore,
        List<String> reasons,
        boolean hostile) {}
