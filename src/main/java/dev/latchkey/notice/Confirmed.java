package dev.latchkey.notice;

import dev.latchkey.account.Account;
import dev.latchkey.id.Bytes;
import dev.latchkey.postgres.Database;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Reads and opens confirmed addresses. */
@Singleton
final class Confirmed {
    private static final String USE = "email";

    private static final String FIND = """
            select address, verified_at from notice_address where account = ?
            order by verified_at desc limit 1""";

    private final Database database;

    Confirmed(Database database) {
        this.database = database;
    }

    Optional<Address> find(Account account) {
        return database.one(
                FIND,
                row -> new Address(open(account, Bytes.of(row.getBytes(1))), CodeRows.instant(row, 2)),
                account.id().value());
    }

    static Bytes close(Account account, EmailAddress address) {
        return account.key().close(USE, address.value());
    }

    static EmailAddress open(Account account, Bytes closed) {
        return account.key()
                .open(USE, closed)
                .flatMap(EmailAddress::read)
                .orElseThrow(
                        () -> new IllegalStateException("account " + account.id() + ": its address does not open"));
    }
}
