package dev.latchkey.decision.policy;

import java.util.Optional;

/**
 * One action of one segment in both arms.
 *
 * @param action its name in the policy
 * @param segment how much is known of the accounts
 * @param promised the share that may be stopped by what is promised; empty where nobody promised any
 * @param canary where the version that is tried decided
 * @param control where the policy in force did
 */
public record Cell(String action, String segment, Optional<Double> promised, Counts canary, Counts control) {}
