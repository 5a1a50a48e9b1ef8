package dev.latchkey.staff;

import dev.latchkey.id.AccountId;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Reads;
import dev.latchkey.postgres.Writes;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The rows of {@code staff_grant}: who holds which role at which managed relying party. */
@Singleton
final class Grants {
    /** A later release may have written roles that this one does not know. */
    private static final String[] KNOWN =
            Arrays.stream(Role.values()).map(Role::slug).toArray(String[]::new);

    private static final String OF = "select relying_party, role from staff_grant where account = ? and role = any (?)";

    private static final String AT = """
            select account, role, console, granted_at from staff_grant where relying_party = ? and role = any (?)
            order by granted_at, account, role""";

    private static final String ADD = """
            insert into staff_grant (account, relying_party, role, console, granted_at) values (?, ?, ?, ?, ?)
            on conflict do nothing""";

    private static final String ADMINS = "select account from staff_grant where relying_party = ? and role = 'admin'";

    private static final String ADMINS_LOCKED = """
            select account from staff_grant where relying_party = ? and role = 'admin' order by account for update""";

    private static final String ANY_ADMIN = "select 1 from staff_grant where console = ? and role = 'admin' limit 1";

    private static final String REMOVE = "delete from staff_grant where account = ? and relying_party = ? and role = ?";

    private final Database database;

    Grants(Database database) {
        this.database = database;
    }

    /** One role of somebody at the relying party that was asked about. */
    record Held(AccountId account, Role role, RelyingPartyId console, Instant since) {
        static Held read(ResultSet row) throws SQLException {
            return new Held(
                    new AccountId(row.getObject(1, UUID.class)),
                    Role.of(row.getString(2)).orElseThrow(),
                    new RelyingPartyId(row.getString(3)),
                    row.getObject(4, OffsetDateTime.class).toInstant());
        }
    }

    /** All of an account, travelling with other queries. */
    Reads.Answer<Grant> of(Reads reads, AccountId account) {
        return reads.add(OF, Grant::read, account.value(), KNOWN);
    }

    /** All of an account. */
    List<Grant> of(AccountId account) {
        return database.many(OF, Grant::read, account.value(), KNOWN);
    }

    /** All at one managed relying party, the oldest first. */
    List<Held> at(RelyingPartyId relyingParty) {
        return database.many(AT, Held::read, relyingParty.value(), KNOWN);
    }

    /** Adds roles that an account gains; one that it holds stays as it is. */
    void add(
            Writes writes,
            AccountId account,
            RelyingPartyId console,
            RelyingPartyId relyingParty,
            Collection<Role> roles,
            Instant now) {
        roles.stream()
                .sorted()
                .forEach(role ->
                        writes.add(ADD, account.value(), relyingParty.value(), role.slug(), console.value(), now));
    }

    /** Takes a role away; false when it was not held. */
    boolean remove(AccountId account, RelyingPartyId relyingParty, Role role) {
        return database.write(REMOVE, account.value(), relyingParty.value(), role.slug()) == 1;
    }

    /** The admins of a managed relying party. */
    Set<AccountId> admins(RelyingPartyId relyingParty) {
        return Set.copyOf(database.many(ADMINS, Grants::account, relyingParty.value()));
    }

    /** The same, held until the transaction ends: nobody else makes or unmakes one of them meanwhile. */
    Set<AccountId> adminsHeld(RelyingPartyId relyingParty) {
        return database.many(ADMINS_LOCKED, Grants::account, relyingParty.value()).stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether any account of a console is an admin of anything. */
    boolean hasAdmin(RelyingPartyId console) {
        return database.one(ANY_ADMIN, row -> true, console.value()).isPresent();
    }

    private static AccountId account(ResultSet row) throws SQLException {
        return new AccountId(row.getObject(1, UUID.class));
    }
}
