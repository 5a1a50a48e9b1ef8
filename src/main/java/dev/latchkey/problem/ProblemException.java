package dev.latchkey.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A refusal on its way out of the door. Only resources and filters throw it: inside a transaction a refusal is a value,
 * because an exception would undo what the refusal must leave behind.
 */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Problem problem;
    private final transient Map<String, Object> members = new LinkedHashMap<>();
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    /** A refusal whose detail is its title. */
    public ProblemException(Problem problem) {
        this(problem, problem.title());
    }

    /** A refusal with a sentence about this occurrence (RFC 9457 §3.1.5); it must hold nothing secret. */
    public ProblemException(Problem problem, String detail) {
        super(detail, null, false, false);
        this.problem = problem;
    }

    /** Adds an extension member (RFC 9457 §3.2). */
    public ProblemException with(String member, Object value) {
        members.put(member, value);
        return this;
    }

    /** Says what a client can do next in this very case, instead of what it usually can. */
    public ProblemException next(List<String> codes) {
        return with("next", List.copyOf(codes));
    }

    /** Adds a response header. */
    public ProblemException header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Returns which refusal it is. */
    public Problem problem() {
        return problem;
    }

    /** Returns the extension members. */
    public Map<String, Object> members() {
        return members;
    }

    /** Returns the response headers. */
    public Map<String, String> headers() {
        return headers;
    }
}
