package dev.latchkey.audit;

import dev.latchkey.id.Bytes;
import java.time.Instant;

/**
 * Where the chain begins once whole months were dropped.
 *
 * @param seq the last link removed
 * @param mac its MAC
 * @param droppedBefore entries before this instant are gone rightfully
 * @param at when it was signed
 * @param keyName as in {@link Sealed}
 * @param signature MAC over all of it
 */
record Checkpoint(long seq, Bytes mac, Instant droppedBefore, Instant at, int keyName, Bytes signature) {}
