package dev.latchkey.decision.policy;

import dev.latchkey.id.RelyingPartyId;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One step of a relying party's rollout; the last one says how things stand.
 *
 * @param id its number; each names the one before, so that of two at once one is taken
 * @param relyingParty whose it is
 * @param kind what was done
 * @param version what it is about
 * @param inForce the version that holds for everybody else from then on
 * @param former the version that did until then
 * @param at when
 * @param by who: an account, {@code command-line} or {@code clock}
 * @param comment why
 * @param cause the numbers that made the clock do it, as JSON
 * @param armKey the name of the key-encryption key under which accounts are told into arms
 * @param glass what the broken glass does
 * @param endsAt when it ends by itself
 */
public record Step(
        long id,
        RelyingPartyId relyingParty,
        Kind kind,
        int version,
        int inForce,
        int former,
        Instant at,
        String by,
        String comment,
        Optional<String> cause,
        int armKey,
        Optional<Glass> glass,
        Optional<Instant> endsAt) {
    /** What was done. */
    public enum Kind {
        /** A version judges along. */
        SHADOW,
        /** A version decides for one account in a hundred. */
        CANARY_1,
        /** A version decides for one account in twenty. */
        CANARY_5,
        /** A version decides for one account in four. */
        CANARY_25,
        /** A version came into force at the end of its rollout. */
        LIVE,
        /** Somebody ended the trial of a version. */
        STOPPED,
        /** The numbers ended it. */
        ROLLED_BACK,
        /** A version came into force at once: a former one, or by the command line. */
        ACTIVATED,
        /** The glass was broken. */
        BREAK_GLASS,
        /** It is whole again. */
        BREAK_GLASS_ENDED;

        /** Returns its name on the wire and in rows. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind read(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }

        static Kind of(Stage stage) {
            return valueOf(stage.name());
        }
    }

    /** A step that is made now and changes nothing of what is in force. */
    static Step made(RelyingPartyId relyingParty, Kind kind, int version, Instant at, String by, String comment) {
        return new Step(
                0,
                relyingParty,
                kind,
                version,
                0,
                0,
                at,
                by,
                comment,
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty());
    }

    /** The same, where {@code now} holds from then on and {@code before} did until then. */
    Step holding(int now, int before) {
        return new Step(id, relyingParty, kind, version, now, before, at, by, comment, cause, armKey, glass, endsAt);
    }

    /** The same, telling accounts into arms under a key. */
    Step under(int key) {
        return new Step(id, relyingParty, kind, version, inForce, former, at, by, comment, cause, key, glass, endsAt);
    }

    /** The same, made because of these numbers. */
    Step because(String numbers) {
        return new Step(
                id,
                relyingParty,
                kind,
                version,
                inForce,
                former,
                at,
                by,
                comment,
                Optional.of(numbers),
                armKey,
                glass,
                endsAt);
    }

    /** The same, by which the glass is broken until then. */
    Step broken(Glass how, Instant until) {
        return new Step(
                id,
                relyingParty,
                kind,
                version,
                inForce,
                former,
                at,
                by,
                comment,
                cause,
                armKey,
                Optional.of(how),
                Optional.of(until));
    }

    /** Returns the stage that a version is in by this step; empty for steps that are no stage. */
    public Optional<Stage> stage() {
        return Stage.read(kind.id());
    }

    /** Whether a version is tried from this step on. */
    public boolean isTrial() {
        return stage().filter(stage -> stage != Stage.LIVE).isPresent();
    }

    /** Whether the glass is broken from this step on. */
    public boolean isGlass() {
        return kind == Kind.BREAK_GLASS;
    }
}
