package dev.latchkey.decision;

import dev.latchkey.decision.Observer.Observed;
import dev.latchkey.postgres.Writes;
import dev.latchkey.risk.Activity;
import dev.latchkey.risk.Facts;
import dev.latchkey.risk.Profile;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Learns an account's habits, and only from sign-ins that passed in full: not while a report of "this was not me" is
 * fresh, not from a session that could not be checked. Whoever said no to learning is known by their devices alone.
 */
@Singleton
final class Learning {
    private static final Duration WATCHED = Duration.ofDays(3);

    private final Histories histories;

    Learning(Histories histories) {
        this.histories = histories;
    }

    /** Adds what is learned to {@code writes} and returns what the population's counts may take of it. */
    Optional<byte[]> learn(Writes writes, Attempt attempt, Decision decision) {
        Basis basis = decision.basis();
        payee(writes, attempt, decision);
        if (!isLesson(attempt, decision)) {
            return Optional.empty();
        }
        Observed observed = basis.observed();
        Profile next = after(observed, attempt.at());
        histories.learn(
                writes,
                attempt.relyingParty().id(),
                attempt.account().id(),
                basis.history(),
                History.close(attempt.account().key(), next),
                attempt.at());
        boolean counts =
                basis.history().profiling() && attempt.client().tried().isEmpty(); // what is played is nobody's habit
        return counts ? Optional.of(Lesson.pack(observed.facts())) : Optional.empty();
    }

    /** Returns what is known of an account once what was observed has become a lesson. */
    static Profile after(Observed observed, Instant at) {
        Profile next = observed.kept().learn(observed.lesson(), at.getEpochSecond());
        for (long mark : observed.marks()) {
            next = next.knowsDevice(mark) ? next : next.alsoOn(mark);
        }
        return next;
    }

    /** Whom the account pays, from what passed alone. */
    private void payee(Writes writes, Attempt attempt, Decision decision) {
        long payee = decision.basis().observed().payee();
        if (payee != Facts.UNKNOWN && decision.basis().history().profiling() && isPassed(attempt, decision)) {
            histories.paid(
                    writes,
                    attempt.relyingParty().id(),
                    attempt.account().id(),
                    attempt.at(),
                    decision.basis()
                            .history()
                            .payees(attempt.account().key())
                            .and(payee)
                            .close(attempt.account().key()));
        }
    }

    private static boolean isLesson(Attempt attempt, Decision decision) {
        Activity activity = attempt.action().activity();
        return isPassed(attempt, decision) && (activity == Activity.SIGN_IN || activity == Activity.SIGN_UP);
    }

    private static boolean isPassed(Attempt attempt, Decision decision) {
        boolean passed = decision instanceof Decision.Allow allow && !allow.limited();
        boolean reported = decision.basis()
                .history()
                .reportedAt()
                .filter(at -> at.plus(WATCHED).isAfter(attempt.at()))
                .isPresent();
        return passed && !reported;
    }
}
