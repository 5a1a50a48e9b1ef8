package dev.latchkey.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * An account as its owner's client sees it.
 *
 * @param id the {@code sub} of its tokens
 * @param username the name it signed up with
 * @param displayName the name its owner wants to be called by
 * @param createdAt when it signed up
 */
@RegisterForReflection
public record AccountView(
        String id,
        String username,
        String displayName,
        @JsonProperty("created_at") Instant createdAt) {
    /** Shows an account. */
    public static AccountView of(Account account) {
        return new AccountView(
                account.id().toString(),
                account.label().username(),
                account.label().displayName(),
                account.createdAt());
    }

    @Override
    public String toString() {
        return "AccountView[redacted]";
    }
}
