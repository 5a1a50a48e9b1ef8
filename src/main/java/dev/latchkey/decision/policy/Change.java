package dev.latchkey.decision.policy;

import java.util.Optional;

/**
 * One value that differs between two documents.
 *
 * @param path where, as a JSONPath; of a list whose order says nothing, the list
 * @param before what stands there; empty for nothing
 * @param after what will
 */
public record Change(String path, Optional<Object> before, Optional<Object> after) {}
