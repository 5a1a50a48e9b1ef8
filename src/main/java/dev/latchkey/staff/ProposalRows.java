package dev.latchkey.staff;

import dev.latchkey.id.AccountId;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Writes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of {@code staff_proposal}. */
@Singleton
final class ProposalRows {
    private static final String INSERT = """
            insert into staff_proposal (id, relying_party, console, account, invitation, roles, note, proposed_by,
                                        proposed_at, expires_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String FIND_LOCKED = """
            select id, console, account, invitation, roles, note, proposed_by, proposed_at, expires_at, decided_at
              from staff_proposal where id = ? and relying_party = ? for update""";

    private static final String DECIDE = """
            update staff_proposal set decided_by = ?, decided_at = ?, approved = ? where id = ? and decided_at is null""";

    private static final String OPEN = """
            select id, console, account, invitation, roles, note, proposed_by, proposed_at, expires_at
              from staff_proposal where relying_party = ? and decided_at is null and expires_at > ?
             order by proposed_at, id""";

    private final Database database;

    ProposalRows(Database database) {
        this.database = database;
    }

    /** One, decided or not. */
    record Found(OpenProposal proposal, boolean decided) {}

    void add(Writes writes, RelyingPartyId relyingParty, OpenProposal proposal) {
        writes.add(
                INSERT,
                proposal.id(),
                relyingParty.value(),
                proposal.console().value(),
                proposal.account().map(AccountId::value),
                proposal.invitation(),
                Role.inOneLine(proposal.roles()),
                proposal.note(),
                proposal.proposedBy().value(),
                proposal.proposedAt(),
                proposal.expiresAt());
    }

    /** Finds one and holds it until the transaction ends. */
    Optional<Found> findHeld(RelyingPartyId relyingParty, UUID id) {
        return database.one(
                FIND_LOCKED,
                row -> new Found(OpenProposal.read(row), row.getObject("decided_at") != null),
                id,
                relyingParty.value());
    }

    void decide(Writes writes, UUID id, AccountId by, boolean approved, Instant now) {
        writes.add(DECIDE, by.value(), now, approved, id);
    }

    List<OpenProposal> open(RelyingPartyId relyingParty, Instant now) {
        return database.many(OPEN, OpenProposal::read, relyingParty.value(), now);
    }
}
