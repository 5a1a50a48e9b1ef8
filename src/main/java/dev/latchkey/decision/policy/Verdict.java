package dev.latchkey.decision.policy;

import java.time.Instant;

/**
 * What somebody else than its authors said of a version.
 *
 * @param version which
 * @param approved whether it may be tried on accounts, and then come into force
 * @param digest of the text that was seen
 * @param by who said so
 * @param at when
 * @param comment why
 */
public record Verdict(int version, boolean approved, String digest, String by, Instant at, String comment) {}
