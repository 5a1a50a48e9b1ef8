package dev.latchkey.notice;

import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.CredentialId;
import dev.latchkey.id.SessionId;
import java.util.Optional;

/**
 * What the link of a notice stops.
 *
 * @param account whose
 * @param session the session that the notice told of
 * @param credential the passkey that the notice told of
 * @param proof the hash of the link's token, under which it is spent
 */
public record Stop(AccountId account, Optional<SessionId> session, Optional<CredentialId> credential, Bytes proof) {}
