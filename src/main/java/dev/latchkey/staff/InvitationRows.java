package dev.latchkey.staff;

import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Writes;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The rows of {@code staff_invitation} and {@code staff_invitation_role}. */
@Singleton
final class InvitationRows {
    private static final String INSERT = """
            insert into staff_invitation (id, console, token_hash, note, made_by, made_at, approved_at, expires_at)
            values (?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String INSERT_ROLE =
            "insert into staff_invitation_role (invitation, relying_party, role) values (?, ?, ?)";

    private static final String GOOD = """
            select id, made_by from staff_invitation
            where token_hash = ? and console = ? and approved_at is not null and used_at is null and expires_at > ?""";

    private static final String APPROVED_BY =
            "select 1 from staff_proposal where invitation = ? and (proposed_by = ? or decided_by = ?)";

    /** What may happen once: of two at the same moment one finds it used. */
    private static final String SPEND = """
            update staff_invitation set used_at = ?, used_by = ?
            where token_hash = ? and console = ? and approved_at is not null and used_at is null and expires_at > ?
            returning id, made_by""";

    private static final String ROLES = "select relying_party, role from staff_invitation_role where invitation = ?";

    private static final String APPROVE = """
            update staff_invitation set approved_at = ?, expires_at = ?
            where id = ? and approved_at is null and used_at is null""";

    /** Used ones stay as they are: what they gave is taken away role by role. */
    private static final String WITHDRAW = """
            update staff_invitation i set expires_at = ?
             where id = ? and used_at is null and expires_at > ? and exists
                   (select 1 from staff_invitation_role r where r.invitation = i.id and r.relying_party = ?)""";

    private static final String OPEN = """
            select i.id, i.note, i.made_by, i.console, i.made_at, i.expires_at, string_agg(r.role, ',') as roles
              from staff_invitation i join staff_invitation_role r on r.invitation = i.id
             where r.relying_party = ? and i.approved_at is not null and i.used_at is null and i.expires_at > ?
             group by i.id order by i.made_at, i.id""";

    private final Database database;

    InvitationRows(Database database) {
        this.database = database;
    }

    /** One that is good. */
    record Good(UUID id, Optional<AccountId> madeBy) {
        static Good read(ResultSet row) throws SQLException {
            return new Good(
                    row.getObject(1, UUID.class),
                    Optional.ofNullable(row.getObject(2, UUID.class)).map(AccountId::new));
        }
    }

    /** A new one, as it is stored. */
    record New(
            UUID id,
            RelyingPartyId console,
            Bytes tokenHash,
            String note,
            Optional<AccountId> madeBy,
            Instant madeAt,
            Optional<Instant> approvedAt,
            Instant expiresAt,
            Map<RelyingPartyId, Set<Role>> roles) {
        @Override
        public String toString() {
            return "New[" + id + ", redacted]";
        }
    }

    void add(Writes writes, New made) {
        writes.add(
                INSERT,
                made.id(),
                made.console().value(),
                made.tokenHash(),
                made.note(),
                made.madeBy().map(AccountId::value),
                made.madeAt(),
                made.approvedAt(),
                made.expiresAt());
        made.roles()
                .forEach((party, roles) -> roles.stream()
                        .sorted()
                        .forEach(role -> writes.add(INSERT_ROLE, made.id(), party.value(), role.slug())));
    }

    Optional<Good> good(RelyingPartyId console, Bytes tokenHash, Instant now) {
        return database.one(GOOD, Good::read, tokenHash, console.value(), now);
    }

    /** Whether the account had a hand in it. */
    boolean isDoingOf(Good invitation, AccountId account) {
        return invitation.madeBy().equals(Optional.of(account))
                || database.one(APPROVED_BY, row -> true, invitation.id(), account.value(), account.value())
                        .isPresent();
    }

    Optional<Good> spend(RelyingPartyId console, Bytes tokenHash, AccountId account, Instant now) {
        return database.one(SPEND, Good::read, now, account.value(), tokenHash, console.value(), now);
    }

    Map<RelyingPartyId, Set<Role>> roles(UUID invitation) {
        Map<RelyingPartyId, Set<Role>> roles = new HashMap<>();
        database.many(ROLES, row -> Map.entry(row.getString(1), Role.of(row.getString(2))), invitation)
                .forEach(row -> row.getValue()
                        .ifPresent(role -> roles.computeIfAbsent(
                                        new RelyingPartyId(row.getKey()), party -> EnumSet.noneOf(Role.class))
                                .add(role)));
        return roles;
    }

    /** Adds the yes of a second admin; it is good from then on. */
    void approve(Writes writes, UUID invitation, Instant now, Instant expiresAt) {
        writes.add(APPROVE, now, expiresAt, invitation);
    }

    /** Ends one that gives roles at the relying party; false when there is none that could still be used. */
    boolean withdraw(RelyingPartyId relyingParty, UUID invitation, Instant now) {
        return database.write(WITHDRAW, now, invitation, now, relyingParty.value()) == 1;
    }

    List<OpenInvitation> open(RelyingPartyId relyingParty, Instant now) {
        return database.many(
                OPEN,
                row -> new OpenInvitation(
                        row.getObject("id", UUID.class),
                        Role.read(row.getString("roles")),
                        row.getString("note"),
                        Optional.ofNullable(row.getObject("made_by", UUID.class))
                                .map(AccountId::new),
                        new RelyingPartyId(row.getString("console")),
                        row.getObject("made_at", OffsetDateTime.class).toInstant(),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant()),
                relyingParty.value(),
                now);
    }
}
