package dev.latchkey.account;

import dev.latchkey.id.AccountId;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.id.UserHandle;
import java.time.Instant;

/**
 * One customer at one relying party.
 *
 * @param id its identifier, the {@code sub} of its tokens
 * @param relyingParty where it is
 * @param userHandle how authenticators know it
 * @param label what it is called
 * @param key the key its personal data is closed under
 * @param locked whether it has been locked; nobody signs in to a locked account
 * @param createdAt when it signed up
 */
public record Account(
        AccountId id,
        RelyingPartyId relyingParty,
        UserHandle userHandle,
        Label label,
        AccountKey key,
        boolean locked,
        Instant createdAt) {}
