package dev.latchkey.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.problem.Problem;
import dev.latchkey.testing.RawHttp.Answer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What must hold of every answer to a hostile request. */
final class Refusals {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Set<String> MEMBERS = Set.of("type", "title", "status", "detail", "code", "instance", "next");
    private static final Map<String, Set<String>> EXTENSIONS = Map.of(
            "invalid-request",
            Set.of("fields"),
            "unknown-passkey",
            Set.of("signal"),
            "sign-in-denied",
            Set.of("decision"));
    private static final Map<String, Problem> PROBLEMS =
            Arrays.stream(Problem.values()).collect(Collectors.toMap(Problem::code, problem -> problem));

    private Refusals() {}

    /** Answered in time, and either well or by a refusal in the one shape; never by a failure of ours. */
    static void assertHandled(String what, Answer answer) {
        assertThat(answer.took()).as("%s: took", what).isLessThan(LONGEST);
        assertThat(answer.status()).as("%s: %s", what, answer).isBetween(200, 499);
        if (answer.status() >= 400) {
            assertRefused(what, answer);
        }
    }

    /** Refused in the one shape, with this status. */
    static void assertRefused(String what, Answer answer, int status) {
        assertThat(answer.status()).as("%s: %s", what, answer).isEqualTo(status);
        assertRefused(what, answer);
    }

    /** Refused in the one shape. */
    static void assertRefused(String what, Answer answer) {
        assertThat(answer.took()).as("%s: took", what).isLessThan(LONGEST);
        assertThat(answer.status()).as("%s: %s", what, answer).isBetween(400, 499);
        assertThat(answer.header("content-type").orElse("none"))
                .as("%s: %s", what, answer)
                .startsWith("application/problem+json");
        assertThat(answer.header("x-content-type-options"))
                .as("%s: %s", what, answer)
                .contains("nosniff");
        assertThat(answer.header("cache-control").orElse("none"))
                .as("%s: %s", what, answer)
                .contains("no-store");
        JsonNode problem = read(what, answer);
        String code = problem.path("code").asText();
        assertThat(PROBLEMS).as("%s: %s", what, answer).containsKey(code);
        Problem known = PROBLEMS.get(code);
        Set<String> allowed = new HashSet<>(MEMBERS);
        allowed.addAll(EXTENSIONS.getOrDefault(code, Set.of()));
        Set<String> members = new TreeSet<>();
        problem.fieldNames().forEachRemaining(members::add);
        assertThat(members).as("%s: %s", what, answer).containsAll(MEMBERS).isSubsetOf(allowed);
        assertThat(problem.path("status").asInt()).as("%s: %s", what, answer).isEqualTo(answer.status());
        assertThat(known.status()).as("%s: %s", what, answer).isEqualTo(answer.status());
        assertThat(problem.path("type").asText()).as(what).isEqualTo("/problems/" + code);
        assertThat(problem.path("title").asText()).as(what).isEqualTo(known.title());
        assertThat(problem.path("instance").asText())
                .as("%s: %s", what, answer)
                .matches("urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(problem.path("next")).as(what).isNotEmpty();
    }

    private static JsonNode read(String what, Answer answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(what + ": no JSON: " + answer, e);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
