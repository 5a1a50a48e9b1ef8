package dev.latchkey.console.policy;

import dev.latchkey.console.policy.DraftAnswer.FaultAnswer;
import dev.latchkey.decision.policy.Fault;
import dev.latchkey.decision.policy.RolloutOutcome;
import dev.latchkey.decision.policy.Stage;
import dev.latchkey.decision.policy.Step;
import dev.latchkey.decision.policy.Why;
import dev.latchkey.passkey.FieldError;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the resources of this room share: reading what people wrote, and saying no. */
final class Door {
    private static final int LONGEST_LINE = 500;
    private static final int LONGEST_DOCUMENT = 262_144;
    private static final int LONGEST_NUMBER = 9;

    private Door() {}

    static <T> T body(@Nullable T body) {
        return Optional.ofNullable(body).orElseThrow(() -> invalid("body", "must be a JSON object"));
    }

    /** Reads one line that says why. */
    static String line(String name, Optional<String> given) {
        return given.map(String::strip)
                .filter(text -> !text.isEmpty()
                        && text.length() <= LONGEST_LINE
                        && text.codePoints().noneMatch(Door::isUnprintable))
                .orElseThrow(() -> invalid(
                        name, "must be one line of 1 to " + LONGEST_LINE + " characters, no control characters"));
    }

    /** Reads a document, which need not be valid, nor JSON. */
    static String document(Optional<String> given) {
        return given.filter(text ->
                        text.length() <= LONGEST_DOCUMENT && text.codePoints().noneMatch(Door::isNoText))
                .orElseThrow(
                        () -> invalid("document", "must be a text of at most " + LONGEST_DOCUMENT + " characters"));
    }

    private static boolean isUnprintable(int character) {
        return Character.isISOControl(character) || isNoText(character);
    }

    /** What PostgreSQL does not keep, or nobody could: NUL, and halves of characters. */
    private static boolean isNoText(int character) {
        return character == 0 || Character.getType(character) == Character.SURROGATE;
    }

    static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    /** Reads a number without a sign. */
    static Optional<Integer> whole(String text) {
        return Optional.of(text)
                .filter(digits -> digits.length() <= LONGEST_NUMBER && digits.matches("\\d+"))
                .map(Integer::parseInt);
    }

    /** Reads the number of a version in a path. */
    static int version(String text) {
        return whole(text).orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
    }

    static ProblemException invalid(String name, String detail) {
        return new ProblemException(Problem.INVALID_REQUEST).with("fields", List.of(new FieldError(name, detail)));
    }

    static ProblemException invalid(List<Fault> faults) {
        return new ProblemException(Problem.POLICY_INVALID).with("faults", FaultAnswer.of(faults));
    }

    static ProblemException refused(Why why) {
        return new ProblemException(Problem.POLICY_STEP_REFUSED, why.text()).with("why", why.code());
    }

    /** Returns the step that was made. */
    static Step made(RolloutOutcome outcome) {
        return switch (outcome) {
            case RolloutOutcome.Stepped(Step step) -> step;
            case RolloutOutcome.Unknown unknown -> throw new ProblemException(Problem.NOT_FOUND);
            case RolloutOutcome.Refused(Why why, Optional<Stage> stage) -> {
                ProblemException refused = refused(why);
                throw stage.map(next -> refused.with("stage", next.id())).orElse(refused);
            }
        };
    }
}
