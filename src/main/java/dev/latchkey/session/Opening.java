package dev.latchkey.session;

import dev.latchkey.id.CredentialId;
import java.time.Instant;
import java.util.Optional;

/**
 * How a session began.
 *
 * @param at when
 * @param credential by which passkey; empty after a fallback
 */
public record Opening(Instant at, Optional<CredentialId> credential) {}
