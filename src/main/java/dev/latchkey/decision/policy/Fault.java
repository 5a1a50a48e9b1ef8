package dev.latchkey.decision.policy;

/**
 * Something wrong in a document.
 *
 * @param path where, as a JSONPath, for example {@code $.actions.sign_in.regular.budget}
 * @param message what would be right and what stands there
 */
public record Fault(String path, String message) {
    @Override
    public String toString() {
        return path + ": " + message;
    }
}
