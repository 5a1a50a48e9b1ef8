package dev.latchkey.edge;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.latchkey.problem.Problem;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A refusal on the wire (RFC 9457). */
@RegisterForReflection
@JsonPropertyOrder({"type", "title", "status", "detail", "code", "instance", "next"})
record ProblemAnswer(
        String type,
        String title,
        int status,
        String detail,
        String code,
        String instance,
        List<String> next,
        @JsonAnyGetter Map<String, Object> members) {

    static ProblemAnswer of(Problem problem, String detail, String requestId, Map<String, Object> members) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        List<String> next = more.remove("next") instanceof List<?> narrower
                ? narrower.stream().map(String::valueOf).toList()
                : problem.next();
        return new ProblemAnswer(
                "/problems/" + problem.code(),
                problem.title(),
                problem.status(),
                detail,
                problem.code(),
                "urn:uuid:" + requestId,
                next,
                more);
    }
}
