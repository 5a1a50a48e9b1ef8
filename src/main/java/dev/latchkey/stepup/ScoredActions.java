package dev.latchkey.stepup;

import dev.latchkey.account.PrivateFacts;
import dev.latchkey.decision.Action;
import dev.latchkey.decision.Attempt;
import dev.latchkey.decision.Decision;
import dev.latchkey.decision.Decisions;
import dev.latchkey.decision.DeviceMarks;
import dev.latchkey.decision.History;
import dev.latchkey.decision.Reason;
import dev.latchkey.decision.SessionFacts;
import dev.latchkey.decision.policy.Least;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Reads;
import dev.latchkey.postgres.Writes;
import dev.latchkey.risk.Challenge;
import dev.latchkey.risk.signal.Column;
import dev.latchkey.session.Session;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides about protected actions by their score, and never milder than the policy demands. */
@Singleton
final class ScoredActions implements Assessor {
    private final Decisions decisions;
    private final Database database;

    ScoredActions(Decisions decisions, Database database) {
        this.decisions = decisions;
        this.database = database;
    }

    @Override
    public Decision decide(Writes writes, ProtectedAction action) {
        Attempt attempt = new Attempt(
                action.relyingParty(),
                Action.of(action.request().transaction().action()),
                action.account(),
                Optional.empty(),
                action.request().client(),
                action.session().map(session -> facts(session, action)),
                action.request().transaction().stake(),
                action.at());
        Reads reads = database.reads();
        Reads.Answer<History> history =
                decisions.history(reads, action.account().id());
        reads.send();
        // What the account owns is looked at by the caller, who also knows which level is demanded.
        Decision scored = decisions.decide(attempt, History.of(history), () -> EnumSet.allOf(Challenge.class));
        boolean newPayee = scored.basis().evidence().number(Column.NEW_PAYEE) > 0;
        Decision decision = atLeast(newPayee ? action.atLeast().or(action.forNewPayee()) : action.atLeast(), scored);
        decisions.record(writes, attempt, decision);
        return decision;
    }

    private static Decision atLeast(Least least, Decision scored) {
        return switch (least) {
            case ALLOW -> scored;
            case STEP_UP ->
                scored instanceof Decision.Allow(var id, var reasons, var basis, boolean limited)
                        ? new Decision.StepUp(id, List.of(Reason.ACTION_NEEDS_A_CHECK), basis, List.of())
                        : scored;
            case HOLD ->
                scored instanceof Decision.Deny
                        ? scored
                        : new Decision.Deny(scored.id(), List.of(Reason.ACTION_HELD), scored.basis(), Optional.empty());
        };
    }

    private static SessionFacts facts(Session session, ProtectedAction action) {
        PrivateFacts device = session.device()
                .flatMap(closed -> PrivateFacts.open(action.account().key(), closed))
                .orElse(new PrivateFacts(Map.of()));
        return new SessionFacts(session.createdAt(), DeviceMarks.in(device));
    }
}
