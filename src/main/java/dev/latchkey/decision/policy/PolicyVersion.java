package dev.latchkey.decision.policy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
 * @param editors who else wrote it
 * @param base the version it was made from; empty where nobody said
 */
public record PolicyVersion(
        int version,
        String digest,
        String author,
        Instant createdAt,
        String comment,
        Optional<Instant> activatedAt,
        boolean inForce,
        List<String> editors,
        Optional<Integer> base) {
    /** Keeps an immutable copy. */
    public PolicyVersion {
        editors = List.copyOf(editors);
    }

    /** Whether somebody wrote it, alone or with others. */
    public boolean isBy(String who) {
        return Stream.concat(Stream.of(author), editors.stream()).anyMatch(who::equals);
    }
}
