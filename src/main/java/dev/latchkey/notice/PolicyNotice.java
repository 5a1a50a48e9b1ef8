package dev.latchkey.notice;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened to a policy and that those who answer for it should hear of. Nothing of it is about the account
 * that is told, and so there is nothing to stop.
 *
 * @param what happened
 * @param managed the name of the relying party whose policy it is
 * @param version of the policy
 * @param until when it ends by itself
 */
public record PolicyNotice(What what, String managed, int version, Optional<Instant> until) {
    /** What happened. */
    public enum What {
        /** A version that was tried was taken back by its numbers. */
        ROLLED_BACK,
        /** Somebody broke the glass. */
        GLASS_BROKEN,
        /** The glass is whole again. */
        GLASS_WHOLE
    }
}
