package dev.latchkey.audit;

import dev.latchkey.id.AccountId;
import java.util.Optional;

/**
 * One entry as whoever looks after a relying party may read it: without what is closed under an account's key.
 *
 * @param past the entry
 * @param account to whom it happened
 */
public record Noted(Past past, Optional<AccountId> account) {}
