package dev.latchkey.decision;

import dev.latchkey.account.Account;
import dev.latchkey.decision.policy.Policies;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Writes;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.relyingparty.RelyingParty.Use;
import dev.latchkey.risk.Profile;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Gives an account of a sandbox the past of somebody who has been there for long: lesson by lesson, by the code that
 * learns from real sign-ins. No score is made up.
 */
@Singleton
public final class Pasts {
    private final Observer observer;
    private final Histories histories;
    private final Policies policies;
    private final Database database;

    Pasts(Observer observer, Histories histories, Policies policies, Database database) {
        this.observer = observer;
        this.histories = histories;
        this.policies = policies;
        this.database = database;
    }

    /** One sign-in that is to have been. */
    public record SignIn(Instant at, PlayedClient client) {}

    /**
     * Adds to {@code writes} that the account knows nothing but these sign-ins, the earliest first.
     *
     * @throws IllegalStateException anywhere but in a sandbox
     */
    public void give(
            Writes writes,
            RelyingParty sandbox,
            Account account,
            PasskeyFacts passkey,
            List<SignIn> signIns,
            Instant now) {
        if (sandbox.use() != Use.SANDBOX || !account.relyingParty().equals(sandbox.id())) {
            throw new IllegalStateException("pasts are made up in a sandbox alone");
        }
        Profile profile = Profile.EMPTY;
        for (SignIn signIn : signIns) {
            Attempt attempt = new Attempt(
                    sandbox,
                    Action.SIGN_IN,
                    account,
                    Optional.of(passkey),
                    signIn.client().facts(),
                    Optional.empty(),
                    Stake.NONE,
                    signIn.at());
            profile = Learning.after(
                    observer.observe(attempt, History.NONE, profile, policies.comingWithTheRelease()), signIn.at());
        }
        histories.learn(
                writes,
                sandbox.id(),
                account.id(),
                histories.find(database, account.id()),
                History.close(account.key(), profile),
                now);
    }
}
