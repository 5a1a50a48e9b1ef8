package dev.latchkey.decision;

import dev.latchkey.account.Account;
import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Writes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** What happens to an account that decisions must know of later, and the owner's word on learning. */
@Singleton
public final class Habits {
    private final Histories histories;
    private final Database database;

    Habits(Histories histories, Database database) {
        this.histories = histories;
        this.database = database;
    }

    /** Whether the account's habits may be learned. */
    public boolean mayLearn(AccountId account) {
        return histories.find(database, account).profiling();
    }

    /**
     * Takes the owner's word on learning. A no also removes what was learned of places, networks, browsers, systems and
     * payees; by which devices and passkeys the account is used stays, or whoever says no for the owner would make a
     * stranger look like somebody new.
     */
    public void profiling(Writes writes, Account account, Instant now, boolean wanted) {
        if (wanted) {
            histories.learning(writes, account.relyingParty(), account.id(), now);
            return;
        }
        History history = histories.find(database, account.id());
        Optional<Bytes> left = history.packed()
                .flatMap(packed -> history.profile(account.key()))
                .map(profile -> History.close(account.key(), profile.withoutHabits()));
        histories.notLearning(writes, account.relyingParty(), account.id(), now, left);
    }

    /** Notes that the account was recovered: what is sensitive waits as long as the policy says. */
    public void recovered(Writes writes, Account account, Instant now) {
        histories.recovered(writes, account.relyingParty(), account.id(), now);
    }

    /** Notes that a passkey was added to those there were. */
    public void enrolled(Writes writes, Account account, Instant now) {
        histories.enrolled(writes, account.relyingParty(), account.id(), now);
    }

    /** Notes "this was not me": nothing is learned for a while, and the policy asks at each sign-in. */
    public void reported(Writes writes, Account account, Instant now) {
        histories.reported(writes, account.relyingParty(), account.id(), now);
    }
}
