package dev.latchkey.stepup;

import dev.latchkey.account.Account;
import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.postgres.Database;
import dev.latchkey.relyingparty.RelyingParty;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Authenticator apps: one secret for each account, closed under the account's key, good only once a code of it was typed.
 * A code is good once: its time step is spent, and with it every older one.
 */
@Singleton
public final class AuthenticatorApps {
    private static final String USE = "totp";
    private static final int SECRET_LENGTH = 20; // RFC 4226 §4 R6: 160 bits
    private static final Duration ENROLMENT = Duration.ofMinutes(15);

    private static final String BEGIN = """
            insert into stepup_totp (account, relying_party, last_step, pending, pending_at) values (?, ?, 0, ?, ?)
            on conflict (account) do update set pending = excluded.pending, pending_at = excluded.pending_at""";

    private static final String CONFIRM = """
            update stepup_totp
            set secret = pending, confirmed_at = ?, last_step = ?, pending = null, pending_at = null
            where account = ? and pending = ?""";

    /** One conditional update, so that of two uses of a code at once one counts. */
    private static final String SPEND = """
            update stepup_totp set last_step = ?
            where account = ? and secret = ? and confirmed_at < ? and last_step < ?""";

    private final Database database;
    private final Clock clock;
    private final SecureRandom random;

    AuthenticatorApps(Database database, Clock clock, SecureRandom random) {
        this.database = database;
        this.clock = clock;
        this.random = random;
    }

    /**
     * What the app is to be given, shown once.
     *
     * @param secret for typing
     * @param uri for opening
     * @param qrSvg for scanning
     */
    public record Enrolment(String secret, String uri, String qrSvg) {
        @Override
        public String toString() {
            return "Enrolment[redacted]";
        }
    }

    private record Stored(Bytes closed, long lastStep) {}

    /** Begins an enrolment; a former app stays good until this one is confirmed. */
    public Enrolment begin(RelyingParty relyingParty, Account account) {
        String secret = EnrolmentUri.base32(Bytes.random(SECRET_LENGTH, random).toArray());
        database.write(
                BEGIN,
                account.id().value(),
                relyingParty.id().value(),
                account.key().close(USE, secret),
                clock.instant());
        String uri = EnrolmentUri.of(relyingParty.name(), account.label().username(), secret);
        return new Enrolment(secret, uri, EnrolmentUri.svg(uri));
    }

    /** Ends an enrolment by a first code; false when the code is wrong, or nothing was begun in the last quarter of an hour. */
    public boolean confirm(Account account, String code) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS); // as it is read back
        return database.one(
                        "select pending, 0 from stepup_totp where account = ? and pending_at > ?",
                        row -> new Stored(Bytes.of(row.getBytes(1)), row.getLong(2)),
                        account.id().value(),
                        now.minus(ENROLMENT))
                .filter(pending -> {
                    OptionalLong step = stepOf(account, pending, code);
                    return step.isPresent()
                            && database.write(
                                            CONFIRM,
                                            now,
                                            step.getAsLong(),
                                            account.id().value(),
                                            pending.closed())
                                    == 1;
                })
                .isPresent();
    }

    /** Returns since when the account has an app; empty when it has none. */
    public Optional<Instant> confirmedAt(AccountId account) {
        return database.one(
                "select confirmed_at from stepup_totp where account = ? and secret is not null",
                row -> row.getObject(1, OffsetDateTime.class).toInstant(),
                account.value());
    }

    /** Forgets the account's app; false when there was none. */
    public boolean remove(AccountId account) {
        boolean had = confirmedAt(account).isPresent();
        database.write("delete from stepup_totp where account = ?", account.value());
        return had;
    }

    /** Spends a code of an app that was enrolled before {@code before}; false when it is wrong, too old or was used. */
    boolean spend(Account account, String code, Instant before) {
        return database.one(
                        "select secret, last_step from stepup_totp where account = ? and secret is not null",
                        row -> new Stored(Bytes.of(row.getBytes(1)), row.getLong(2)),
                        account.id().value())
                .filter(stored -> {
                    OptionalLong step = stepOf(account, stored, code);
                    return step.isPresent()
                            && database.write(
                                            SPEND,
                                            step.getAsLong(),
                                            account.id().value(),
                                            stored.closed(),
                                            before,
                                            step.getAsLong())
                                    == 1;
                })
                .isPresent();
    }

    private OptionalLong stepOf(Account account, Stored stored, String code) {
        byte[] secret = account.key()
                .open(USE, stored.closed())
                .map(EnrolmentUri::fromBase32)
                .orElseThrow(() -> new IllegalStateException("account " + account.id() + ": its secret does not open"));
        return OneTimePasswords.stepOf(secret, code, clock.instant(), stored.lastStep());
    }
}
