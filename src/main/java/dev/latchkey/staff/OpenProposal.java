package dev.latchkey.staff;

import dev.latchkey.id.AccountId;
import dev.latchkey.id.RelyingPartyId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Roles that one admin proposed to grant and nobody has answered for yet.
 *
 * @param id which
 * @param console the relying party of the accounts in it
 * @param account who would gain; empty when it is about an invitation
 * @param invitation the invitation it is about
 * @param roles what would be granted
 * @param note what the proposer wrote
 * @param proposedBy by whom
 * @param proposedAt when
 * @param expiresAt until when it waits
 */
public record OpenProposal(
        UUID id,
        RelyingPartyId console,
        Optional<AccountId> account,
        Optional<UUID> invitation,
        Set<Role> roles,
        String note,
        AccountId proposedBy,
        Instant proposedAt,
        Instant expiresAt) {
    static OpenProposal read(ResultSet row) throws SQLException {
        return new OpenProposal(
                row.getObject("id", UUID.class),
                new RelyingPartyId(row.getString("console")),
                Optional.ofNullable(row.getObject("account", UUID.class)).map(AccountId::new),
                Optional.ofNullable(row.getObject("invitation", UUID.class)),
                Role.read(row.getString("roles")),
                row.getString("note"),
                new AccountId(row.getObject("proposed_by", UUID.class)),
                row.getObject("proposed_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant());
    }
}
