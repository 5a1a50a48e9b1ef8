package dev.latchkey.token;

import dev.latchkey.id.Bytes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * All refresh tokens of one session, of which the newest is good (RFC 9700 §4.14.2).
 *
 * @param generation the newest token's
 * @param lastRotation how the newest came to be; empty for the first
 */
record RefreshFamily(int generation, Optional<Rotation> lastRotation) {
    /**
     * One rotation.
     *
     * @param presented hash of the token that was given for the newest
     * @param at when
     * @param successor the newest token, under a key that only the presented one gives
     */
    record Rotation(Bytes presented, Instant at, Bytes successor) {}

    /** The successor that {@code presented} brought no longer than {@code grace} ago. */
    Optional<Bytes> sealedSuccessorOf(RefreshToken presented, Duration grace, Instant now) {
        return lastRotation
                .filter(rotation -> rotation.presented().equals(presented.hash())
                        && !rotation.at().plus(grace).isBefore(now))
                .map(Rotation::successor);
    }

    static RefreshFamily read(ResultSet row) throws SQLException {
        byte[] presented = row.getBytes("previous_hash");
        return new RefreshFamily(
                row.getInt("generation"),
                presented == null
                        ? Optional.empty()
                        : Optional.of(new Rotation(
                                Bytes.of(presented),
                                row.getObject("rotated_at", OffsetDateTime.class)
                                        .toInstant(),
                                Bytes.of(row.getBytes("successor")))));
    }
}
