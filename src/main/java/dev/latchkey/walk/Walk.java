package dev.latchkey.walk;

import dev.latchkey.decision.PlayedClient;
import dev.latchkey.id.AccountId;
import dev.latchkey.id.RelyingPartyId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One walk, as it stands.
 *
 * @param id its identifier
 * @param managed the relying party whose policy is tried
 * @param version which version of it
 * @param sandbox where it is walked
 * @param sandboxVersion the number that the same text has there
 * @param persona as whom
 * @param operator who walks
 * @param startedAt since when
 * @param expiresAt until when its link is good
 * @param endedAt when it ended
 * @param state how far it came
 * @param account the account that was made on the way, once it is told
 * @param turns what was seen in each step that was reached
 */
record Walk(
        UUID id,
        RelyingPartyId managed,
        int version,
        RelyingPartyId sandbox,
        int sandboxVersion,
        Persona persona,
        String operator,
        Instant startedAt,
        Instant expiresAt,
        Optional<Instant> endedAt,
        State state,
        Optional<AccountId> account,
        List<Turn> turns) {
    /** How long a link is good. */
    static final Duration LIFETIME = Duration.ofHours(2);

    /** How many screens a walk may show; nobody's patience lasts longer. */
    static final int MOST_VIEWS = 400;

    /** How far a walk came. */
    enum State {
        /** It is being walked. */
        OPEN,
        /** Its last step was done. */
        FINISHED,
        /** It was ended before. */
        GIVEN_UP,
        /** Nobody ended it in time. */
        EXPIRED
    }

    /** Returns the number of the step that is being gone, from 0. */
    int step() {
        return turns.size() - 1;
    }

    /** Returns that step. */
    Persona.Step current() {
        return persona.steps().get(step());
    }

    boolean isOnLastStep() {
        return step() == persona.steps().size() - 1;
    }

    /** Returns the client as which the walk's requests are decided about at present. */
    PlayedClient played() {
        return current().scene().played(id, sandboxVersion);
    }

    int views() {
        return turns.stream().mapToInt(turn -> turn.views().size()).sum();
    }

    @Override
    public String toString() {
        return "Walk[" + id + "]";
    }
}
