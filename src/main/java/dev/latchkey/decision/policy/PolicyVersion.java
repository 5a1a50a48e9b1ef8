package dev.latchkey.decision.policy;

import java.time.Instant;
import java.util.Optional;

/**
 * One stored version of a relying party's policy; never changed once it is there.
 *
 * @param version its number at its relying party, from 1
 * @param digest the SHA-256 of its text, in hexadecimal
 * @param author who put it there
 * @param createdAt when
 * @param comment why
 * @param activatedAt when it came into force last; empty for one that never was
 * @param inForce whether it is in force now
 */
public record PolicyVersion(
        int version,
        String digest,
        String author,
        Instant createdAt,
        String comment,
        Optional<Instant> activatedAt,
        boolean inForce) {}
