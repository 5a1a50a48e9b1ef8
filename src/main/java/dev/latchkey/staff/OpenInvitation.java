package dev.latchkey.staff;

import dev.latchkey.id.AccountId;
import dev.latchkey.id.RelyingPartyId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * An invitation that is good and was not taken up yet.
 *
 * @param id which
 * @param roles what it gives at the relying party that was asked about
 * @param note what its maker wrote
 * @param madeBy who made it; empty for the command line
 * @param console where it is taken up
 * @param madeAt when
 * @param expiresAt until when it is good
 */
public record OpenInvitation(
        UUID id,
        Set<Role> roles,
        String note,
        Optional<AccountId> madeBy,
        RelyingPartyId console,
        Instant madeAt,
        Instant expiresAt) {}
