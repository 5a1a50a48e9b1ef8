package dev.latchkey.me;

import dev.latchkey.account.Account;
import dev.latchkey.account.Accounts;
import dev.latchkey.audit.Entry;
import dev.latchkey.audit.Event;
import dev.latchkey.audit.Journal;
import dev.latchkey.decision.Habits;
import dev.latchkey.me.Reports.Outcome;
import dev.latchkey.notice.Stop;
import dev.latchkey.notice.Stops;
import dev.latchkey.passkey.Passkeys;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Writes;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.session.Sessions;
import dev.latchkey.stepup.Holds;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Acts on the link of a mail: every session ends, the passkey that the mail told of is suspended as long as an older one
 * is left, protected actions that wait are taken back, and sign-ins are checked for a while. Whoever reads the owner's mail can make them sign in anew, and no more.
 */
@Singleton
class StopByMail {
    private static final String STOPPED = "stopped-by-mail";

    private final Stops stops;
    private final Accounts accounts;
    private final Passkeys passkeys;
    private final Sessions sessions;
    private final Habits habits;
    private final Holds holds;
    private final Journal journal;
    private final Database database;
    private final Clock clock;
    private final MeterRegistry metrics;

    StopByMail(
            Stops stops,
            Accounts accounts,
            Passkeys passkeys,
            Sessions sessions,
            Habits habits,
            Holds holds,
            Journal journal,
            Database database,
            Clock clock,
            MeterRegistry metrics) {
        this.stops = stops;
        this.accounts = accounts;
        this.passkeys = passkeys;
        this.sessions = sessions;
        this.habits = habits;
        this.holds = holds;
        this.journal = journal;
        this.database = database;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Empty when the link is used, too old or not ours. */
    @Transactional
    Optional<Outcome.Done> stop(RelyingParty relyingParty, String token) {
        return stops.find(relyingParty.id(), token)
                .filter(stops::spend)
                .flatMap(
                        stop -> accounts.find(relyingParty.id(), stop.account()).map(account -> act(account, stop)));
    }

    private Outcome.Done act(Account account, Stop stop) {
        Instant now = clock.instant();
        int suspended = stop.credential()
                .map(credential -> passkeys.suspendYounger(account.id(), credential, now))
                .orElse(0);
        int ended = sessions.endAll(account.id(), Optional.empty(), STOPPED);
        Writes writes = database.writes();
        habits.reported(writes, account, now);
        holds.cancel(writes, account.id());
        journal.record(
                writes, Entry.about(account.relyingParty(), Event.REPORTED_NOT_ME, account.id(), Map.of("by", "mail")));
        writes.send();
        metrics.counter("latchkey.reported", "answer", "not_me").increment();
        return new Outcome.Done(ended, suspended);
    }
}
