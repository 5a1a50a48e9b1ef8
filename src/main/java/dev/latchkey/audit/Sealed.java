package dev.latchkey.audit;

import dev.latchkey.id.Bytes;
import java.time.Instant;
import java.util.UUID;

/**
 * One link of the chain: an entry, its place, and the MAC that binds both to all links before.
 *
 * @param seq its place, from 1 on without a gap
 * @param entryAt the entry's instant
 * @param entry the entry's id
 * @param sealedAt when it was sealed
 * @param keyName the key-encryption key that the chain's key derives from
 * @param digest MAC over the entry
 * @param mac MAC over this link and the MAC of the one before
 */
record Sealed(long seq, Instant entryAt, UUID entry, Instant sealedAt, int keyName, Bytes digest, Bytes mac) {}
