package dev.latchkey.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.problem.Problem;
import dev.latchkey.testing.RawHttp.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What must hold of every answer to a hostile request. Collects what does not, so that one run tells of all of it; the
 * test asks for {@link #none} at its end.
 */
final class Refusals {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Set<String> MEMBERS = Set.of("type", "title", "status", "detail", "code", "instance", "next");
    private static final Map<String, Set<String>> EXTENSIONS = Map.of(
            "invalid-request", Set.of("fields"),
            "unknown-passkey", Set.of("signal"),
            "policy-invalid", Set.of("faults", "side"),
            "policy-step-refused", Set.of("why", "stage", "version"),
            "sign-in-denied", Set.of("decision"));
    private static final Map<String, Problem> PROBLEMS =
            Arrays.stream(Problem.values()).collect(Collectors.toMap(Problem::code, problem -> problem));

    private final List<String> wrong = new ArrayList<>();
    private int looked;

    /** Fails when any answer was wrong, or when none was looked at. */
    void none() {
        assertThat(wrong).isEmpty();
        assertThat(looked).isPositive();
    }

    /** Holds {@code claim} against the answer to {@code what}. */
    void check(String what, Answer answer, Runnable claim) {
        looked++;
        try {
            claim.run();
        } catch (AssertionError e) {
            String reason = String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " ");
            wrong.add(
                    what + " → " + answer.status() + " " + shortened(answer.text()) + ": " + shortened(reason) + "\n");
        }
    }

    /** Answered in time, and either well or by a refusal in the one shape; never by a failure of ours. */
    void handled(String what, Answer answer) {
        check(what, answer, () -> {
            assertThat(answer.took()).isLessThan(LONGEST);
            assertThat(answer.status()).isBetween(200, 499);
            if (answer.status() >= 400) {
                assertProblem(answer);
            }
        });
    }

    /** Refused in the one shape, with one of these statuses. */
    void refused(String what, Answer answer, Integer... statuses) {
        check(what, answer, () -> {
            assertThat(answer.took()).isLessThan(LONGEST);
            assertThat(answer.status()).isIn((Object[]) statuses);
            assertProblem(answer);
        });
    }

    private static void assertProblem(Answer answer) {
        assertThat(answer.header("content-type").orElse("none")).startsWith("application/problem+json");
        assertThat(answer.header("x-content-type-options")).contains("nosniff");
        assertThat(answer.header("cache-control").orElse("none")).contains("no-store");
        JsonNode problem = read(answer);
        String code = problem.path("code").asText();
        assertThat(PROBLEMS).containsKey(code);
        Problem known = PROBLEMS.get(code);
        Set<String> allowed = new HashSet<>(MEMBERS);
        allowed.addAll(EXTENSIONS.getOrDefault(code, Set.of()));
        Set<String> members = new TreeSet<>();
        problem.fieldNames().forEachRemaining(members::add);
        assertThat(members).containsAll(MEMBERS).isSubsetOf(allowed);
        assertThat(problem.path("status").asInt()).isEqualTo(answer.status());
        assertThat(known.status()).isEqualTo(answer.status());
        assertThat(problem.path("type").asText()).isEqualTo("/problems/" + code);
        assertThat(problem.path("title").asText()).isEqualTo(known.title());
        assertThat(problem.path("instance").asText()).matches("urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(problem.path("next")).isNotEmpty();
    }

    private static JsonNode read(Answer answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String shortened(String text) {
        return text.length() > 160 ? text.substring(0, 160) + "…" : text;
    }
}
