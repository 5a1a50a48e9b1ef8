package dev.latchkey.decision;

import java.time.Instant;

/**
 * The session in which something is attempted.
 *
 * @param since when it was opened
 * @param device the marks of the device it was opened on
 */
public record SessionFacts(Instant since, DeviceMarks device) {}
