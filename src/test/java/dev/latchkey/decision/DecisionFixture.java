package dev.latchkey.decision;

import dev.latchkey.account.Account;
import dev.latchkey.account.Accounts;
import dev.latchkey.account.Label;
import dev.latchkey.decision.policy.PolicyRegister;
import dev.latchkey.decision.policy.PutOutcome;
import dev.latchkey.id.AccountId;
import dev.latchkey.id.UserHandle;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Reads;
import dev.latchkey.postgres.Writes;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.relyingparty.RelyingPartyRegister;
import dev.latchkey.risk.Challenge;
import dev.latchkey.testing.Parties;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Relying parties and accounts that are decided about on the real database, one transaction for each attempt. */
@Singleton
class DecisionFixture {
    private static final Duration AGE = Duration.ofDays(365);

    private final Decisions decisions;
    private final Histories histories;
    private final Accounts accounts;
    private final RelyingPartyRegister parties;
    private final PolicyRegister policies;
    private final Database database;
    private final Clock clock;
    private final SecureRandom random;

    DecisionFixture(
            Decisions decisions,
            Histories histories,
            Accounts accounts,
            RelyingPartyRegister parties,
            PolicyRegister policies,
            Database database,
            Clock clock,
            SecureRandom random) {
        this.decisions = decisions;
        this.histories = histories;
        this.accounts = accounts;
        this.parties = parties;
        this.policies = policies;
        this.database = database;
        this.clock = clock;
        this.random = random;
    }

    /** A row of the log. */
    record Logged(
            String level,
            double score,
            int policyVersion,
            int modelVersion,
            long snapshot,
            String reasons,
            byte[] evidence,
            Optional<byte[]> learned,
            Optional<byte[]> facts) {}

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    Database database() {
        return database;
    }

    /** A relying party that goes by the release's policy. */
    RelyingParty party() {
        return stored(Parties.fresh());
    }

    /** The same relying party, stored. */
    RelyingParty stored(RelyingParty party) {
        parties.put(party.id(), """
                {"name": "Test", "rp_id": "%1$s", "hosts": ["%1$s"], "origins": ["https://%1$s"]}""".formatted(party.rpId()));
        return party;
    }

    /** As {@link #party}, its policy changed as wanted. */
    RelyingParty partyWith(UnaryOperator<String> change) {
        RelyingParty party = party();
        String document = change.apply(policies.text(party.id(), 0).orElseThrow());
        if (!(policies.put(party.id(), document, "test", "why") instanceof PutOutcome.Stored stored)) {
            throw new AssertionError("the policy is not valid, or not changed: " + document);
        }
        policies.activate(party.id(), stored.version(), "test");
        return party;
    }

    /** As {@link #partyWith}, with one more hard rule, given as a member. */
    RelyingParty partyWithRule(String rule) {
        return partyWith(policy -> policy.replace("\"rules\": {", "\"rules\": {" + rule + ", "));
    }

    /** As {@link #partyWith}, where every sign-in is asked. */
    RelyingParty partyThatAlwaysAsks() {
        return partyWith(DecisionFixture::askingAlways);
    }

    static String askingAlways(String policy) {
        return policy.replace("{\"budget\": 0.01}", "{\"budget\": 1}");
    }

    /** An account that is a year old. */
    Account account(RelyingParty party) {
        Instant born = now().minus(AGE);
        return QuarkusTransaction.requiringNew().call(() -> {
            Account account = accounts.create(
                    party, AccountId.create(born, random), UserHandle.create(random), new Label("ana", "Ana"), born);
            Writes writes = database.writes();
            accounts.insert(writes, party, account);
            writes.send();
            return account;
        });
    }

    /** Decides about an attempt of an account that owns these checks, and records what was decided. */
    Decision decide(Visit visit, Challenge... owned) {
        Attempt attempt = visit.attempt();
        return QuarkusTransaction.requiringNew().call(() -> {
            Decision decision = decisions.decide(attempt, read(attempt), () -> Set.of(owned));
            record(attempt, decision);
            return decision;
        });
    }

    /** Decides about an attempt and leaves no trace of it. */
    Decision decideOnly(Attempt attempt, Challenge... owned) {
        return QuarkusTransaction.requiringNew()
                .call(() -> decisions.decide(attempt, read(attempt), () -> Set.of(owned)));
    }

    /** As {@link #decide}, once for each of the days before {@code last}. */
    void habit(Visit last, int days) {
        for (int day = days; day > 0; day--) {
            decide(last.at(last.at().minus(Duration.ofDays(day))));
        }
    }

    /** Lets an attempt pass whose question was answered well. */
    Decision passed(Visit visit) {
        Attempt attempt = visit.attempt();
        return QuarkusTransaction.requiringNew().call(() -> {
            Decision decision = decisions.passed(attempt, read(attempt));
            record(attempt, decision);
            return decision;
        });
    }

    /** Decides about an attempt by a history that was read before, as somebody does who was overtaken. */
    void decideBy(History history, Visit visit) {
        Attempt attempt = visit.attempt();
        QuarkusTransaction.requiringNew().run(() -> record(attempt, decisions.decide(attempt, history, Set::of)));
    }

    /** Writes something in a transaction of its own. */
    void write(Consumer<Writes> writing) {
        QuarkusTransaction.requiringNew().run(() -> {
            Writes writes = database.writes();
            writing.accept(writes);
            writes.send();
        });
    }

    History history(Account account) {
        return histories.find(database, account.id());
    }

    Logged logged(Decision decision) {
        return database.one(
                        """
                        select level, score, policy_version, model_version, snapshot, reasons, evidence, learned, facts
                        from decision_log where id = ?""",
                        row -> new Logged(
                                row.getString(1),
                                row.getDouble(2),
                                row.getInt(3),
                                row.getInt(4),
                                row.getLong(5),
                                row.getString(6),
                                row.getBytes(7),
                                Optional.ofNullable(row.getBytes(8)),
                                Optional.ofNullable(row.getBytes(9))),
                        decision.id().value())
                .orElseThrow();
    }

    List<byte[]> lessons(Account account) {
        return database.many(
                "select learned from decision_log where account = ? and learned is not null",
                row -> row.getBytes(1),
                account.id().value());
    }

    private History read(Attempt attempt) {
        Reads reads = database.reads();
        Reads.Answer<History> history =
                decisions.history(reads, attempt.account().id());
        reads.send();
        return History.of(history);
    }

    private void record(Attempt attempt, Decision decision) {
        Writes writes = database.writes();
        decisions.record(writes, attempt, decision);
        writes.send();
    }
}
