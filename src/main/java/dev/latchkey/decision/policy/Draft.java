package dev.latchkey.decision.policy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A policy that is being written; not stored as a version yet, and perhaps not valid.
 *
 * @param id its number
 * @param author who began it
 * @param editors all who wrote it, the author among them
 * @param base the version it was made from
 * @param document its text
 * @param comment why
 * @param revision how often it was saved
 * @param createdAt when it was begun
 * @param changedAt when it was saved last
 * @param changedBy by whom
 * @param expiresAt when it passes, unless it is saved again
 */
public record Draft(
        UUID id,
        String author,
        List<String> editors,
        int base,
        String document,
        String comment,
        int revision,
        Instant createdAt,
        Instant changedAt,
        String changedBy,
        Instant expiresAt) {
    /** Keeps an immutable copy. */
    public Draft {
        editors = List.copyOf(editors);
    }

    /** Returns the SHA-256 of its text, in hexadecimal. */
    public String digest() {
        return PolicyText.digest(document);
    }
}
