package dev.latchkey.walk;

import dev.latchkey.decision.PastDecision;
import dev.latchkey.decision.PastDecisions;
import dev.latchkey.decision.Reason;
import dev.latchkey.walk.Report.DecisionReport;
import dev.latchkey.walk.Report.ReasonReport;
import dev.latchkey.walk.Report.StepReport;
import dev.latchkey.walk.Report.ViewReport;
import dev.latchkey.walk.Turn.View;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Puts together what the page saw and what the log of decisions says. */
@Singleton
class Reporter {
    private static final int MOST_DECISIONS = 100;

    private final PastDecisions decisions;

    Reporter(PastDecisions decisions) {
        this.decisions = decisions;
    }

    /** Reports on a walk as it stands; {@code lastDone} says whether the step it is at is done too. */
    Report on(Walk walk, boolean lastDone) {
        List<PastDecision> past = walk.account()
                .map(account -> decisions.of(walk.sandbox(), account, walk.startedAt(), MOST_DECISIONS))
                .orElse(List.of());
        List<StepReport> steps = new ArrayList<>();
        for (int place = 0; place < walk.persona().steps().size(); place++) {
            Persona.Step step = walk.persona().steps().get(place);
            List<View> views = place <= walk.step() ? walk.turns().get(place).views() : List.of();
            int at = place;
            List<DecisionReport> made = past.stream()
                    .filter(decision -> stepOf(walk, decision) == at)
                    .map(this::report)
                    .toList();
            steps.add(new StepReport(
                    step.title(),
                    step.words(),
                    place < walk.step() || lastDone && place == walk.step(),
                    views.size(),
                    views.stream().mapToInt(View::clicks).sum(),
                    Report.inSeconds(views.stream().mapToLong(View::ms).sum()),
                    Math.toIntExact(
                            made.stream().filter(DecisionReport::isQuestion).count()),
                    views.stream().map(ViewReport::of).toList(),
                    made));
        }
        return new Report(Report.Expects.of(walk.persona()), steps);
    }

    /** The step in which something was decided: the last one that had begun. */
    private static int stepOf(Walk walk, PastDecision decision) {
        int begun = 0;
        for (int place = 1; place < walk.turns().size(); place++) {
            begun = walk.turns().get(place).startedAt().isAfter(decision.at()) ? begun : place;
        }
        return begun;
    }

    private DecisionReport report(PastDecision past) {
        return new DecisionReport(
                past.id().toString(),
                past.at(),
                past.action(),
                past.level(),
                past.policyVersion(),
                past.reasons().stream()
                        .flatMap(code -> Reason.ofCode(code).stream())
                        .map(reason -> new ReasonReport(reason.code(), reason.text()))
                        .toList(),
                decisions.followed(past.id()).stream()
                        .filter(said -> said.source().equals("step_up"))
                        .map(PastDecision.Said::label)
                        .findFirst());
    }
}
