package dev.latchkey.walk;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a walk cost, as it is kept and told.
 *
 * @param expects what its persona expected then
 * @param steps each of the persona's steps, done or not
 */
@RegisterForReflection
record Report(Expects expects, List<StepReport> steps) {
    Report {
        steps = List.copyOf(steps);
    }

    /** How often the persona expected to be asked. */
    @RegisterForReflection
    record Expects(
            @JsonProperty("least_questions") int leastQuestions,
            @JsonProperty("most_questions") int mostQuestions,
            String words) {
        static Expects of(Persona persona) {
            Persona.Expectation expected = persona.expectation();
            return new Expects(expected.least(), expected.most(), expected.words());
        }

        boolean areKeptBy(int questions) {
            return leastQuestions <= questions && questions <= mostQuestions;
        }
    }

    /** One step. */
    @RegisterForReflection
    record StepReport(
            String title,
            String words,
            boolean done,
            int screens,
            int clicks,
            double seconds,
            int questions,
            List<ViewReport> views,
            List<DecisionReport> decisions) {
        StepReport {
            views = List.copyOf(views);
            decisions = List.copyOf(decisions);
        }
    }

    /** One screen. */
    @RegisterForReflection
    record ViewReport(String screen, int clicks, double seconds, List<String> offered) {
        static ViewReport of(Turn.View view) {
            return new ViewReport(view.screen(), view.clicks(), inSeconds(view.ms()), view.offered());
        }
    }

    /** One decision about the customer who was made up. */
    @RegisterForReflection
    record DecisionReport(
            String id,
            Instant at,
            String action,
            String level,
            @JsonProperty("policy_version") int policyVersion,
            List<ReasonReport> reasons,
            Optional<String> answer) {
        boolean isQuestion() {
            return level.equals("step_up");
        }

        /** Whether it left the customer before a closed door, or one that is only ajar; a recovery never opens it wide. */
        boolean isRefusal() {
            return level.equals("deny")
                    || !action.equals("recovery")
                            && reasons.stream().anyMatch(reason -> reason.code().equals("nothing-to-ask"));
        }
    }

    /** One reason, as the customer reads it. */
    @RegisterForReflection
    record ReasonReport(String code, String text) {}

    int screens() {
        return steps.stream().mapToInt(StepReport::screens).sum();
    }

    int clicks() {
        return steps.stream().mapToInt(StepReport::clicks).sum();
    }

    double seconds() {
        return rounded(steps.stream().mapToDouble(StepReport::seconds).sum());
    }

    int questions() {
        return steps.stream().mapToInt(StepReport::questions).sum();
    }

    /** Whether every step was done, with as many questions as were expected and nobody turned away. */
    Result result() {
        if (steps.stream().anyMatch(step -> !step.done())) {
            return Result.UNFINISHED;
        }
        boolean refused =
                steps.stream().flatMap(step -> step.decisions().stream()).anyMatch(DecisionReport::isRefusal);
        return !refused && expects.areKeptBy(questions()) ? Result.KEPT : Result.BROKEN;
    }

    /** What is to be said of the expectation. */
    enum Result {
        /** As expected. */
        KEPT,
        /** Asked more or less often than expected, or turned away. */
        BROKEN,
        /** Not walked to the end. */
        UNFINISHED
    }

    static double inSeconds(long ms) {
        return rounded(ms / 1000.0);
    }

    private static double rounded(double seconds) {
        return Math.round(seconds * 10) / 10.0;
    }
}
