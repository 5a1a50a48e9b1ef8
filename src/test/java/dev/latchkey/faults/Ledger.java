package dev.latchkey.faults;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one customer was told and what they were not: the acknowledged writes that have to be there after a fault, those
 * whose answer was lost, which may be there, and whatever was good once and must not be good again.
 */
final class Ledger {
    /** A write of the service. */
    enum Write {
        SIGN_UP("signed_up"),
        SIGN_IN("signed_in"),
        STEP_UP("stepped_up"),
        REFRESH("");

        private final String event;

        Write(String event) {
            this.event = event;
        }

        /** What the journal calls it; refreshes are not in it. */
        String event() {
            return event;
        }
    }

    /** Something that is good once, as it was sent. */
    record Once(Write write, String path, String body) {}

    private final Patron patron = new Patron();
    private final Map<Write, Integer> acknowledged = new EnumMap<>(Write.class);
    private final Map<Write, Integer> unknown = new EnumMap<>(Write.class);
    private final List<Once> spent = new ArrayList<>();
    private final List<Once> lost = new ArrayList<>();
    private final List<String> surprises = new ArrayList<>();
    private Optional<Long> refreshLostAt = Optional.empty();
    private boolean sessionInDoubt;

    Patron patron() {
        return patron;
    }

    /** The write was acknowledged. */
    void acknowledge(Once once) {
        acknowledged.merge(once.write(), 1, Integer::sum);
        refreshLostAt = Optional.empty();
        if (once.write() != Write.REFRESH) {
            spent.add(once);
            sessionInDoubt = false;
        }
    }

    /** It was used up, and the answer was one more question. */
    void spend(Once once) {
        spent.add(once);
    }

    /** The write was sent and nobody knows what became of it. */
    void doubt(Once once, long nanos) {
        unknown.merge(once.write(), 1, Integer::sum);
        switch (once.write()) {
            case REFRESH -> refreshLostAt = refreshLostAt.or(() -> Optional.of(nanos));
            case STEP_UP -> {
                // It replaces the session; who was not told of the new one has none.
                sessionInDoubt = true;
                lost.add(once);
            }
            case SIGN_UP, SIGN_IN -> lost.add(once);
        }
    }

    /** The answer is one that no fault explains. */
    void wonder(String at, Object answer) {
        surprises.add(at + ": " + answer);
    }

    /** The session may have ended without a word: nothing can be said of its tokens. */
    void forgetSession() {
        refreshLostAt = Optional.empty();
        sessionInDoubt = true;
    }

    boolean hasAccount() {
        return acknowledged(Write.SIGN_UP) > 0;
    }

    /** Whether the tokens at hand have to be good. */
    boolean sessionStands() {
        return hasAccount() && !sessionInDoubt;
    }

    boolean isInUse() {
        return !acknowledged.isEmpty() || !unknown.isEmpty() || !surprises.isEmpty();
    }

    int acknowledged(Write write) {
        return acknowledged.getOrDefault(write, 0);
    }

    int unknown(Write write) {
        return unknown.getOrDefault(write, 0);
    }

    List<Once> spent() {
        return List.copyOf(spent);
    }

    List<Once> lost() {
        return List.copyOf(lost);
    }

    List<String> surprises() {
        return List.copyOf(surprises);
    }

    /** When the newest token was first presented without an answer. */
    Optional<Long> refreshLostAt() {
        return refreshLostAt;
    }
}
