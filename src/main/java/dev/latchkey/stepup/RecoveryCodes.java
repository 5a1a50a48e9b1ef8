package dev.latchkey.stepup;

import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Writes;
import dev.latchkey.secret.Digests;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Recovery codes: printed once, good once. A code is 100 random bits, so it names its account by itself, nobody has to
 * say who they are, and guessing is hopeless without any limit. Only hashes are kept, and at that length they
 * need no key to hide behind, so changing the key-encryption key voids no code.
 */
@Singleton
public final class RecoveryCodes {
    /** How many codes one set holds. */
    public static final int SET = 10;

    private final Database database;
    private final Clock clock;
    private final SecureRandom random;

    RecoveryCodes(Database database, Clock clock, SecureRandom random) {
        this.database = database;
        this.clock = clock;
        this.random = random;
    }

    /**
     * A code that was found: whose it is, and the name under which it is spent.
     *
     * @param account its owner
     * @param proof the hash of the code
     */
    public record Found(AccountId account, Bytes proof) {}

    /**
     * What is left of an account's set.
     *
     * @param left unspent codes
     * @param madeAt when the set was made; empty when there never was one
     */
    public record Remaining(int left, Optional<Instant> madeAt) {}

    /**
     * A new set, to be shown once.
     *
     * @param codes as they are written down
     * @param madeAt when
     */
    public record Made(List<String> codes, Instant madeAt) {
        @Override
        public String toString() {
            return "Made[redacted]";
        }
    }

    /** Makes a new set, which replaces every former code. */
    public Made replace(Writes writes, RelyingPartyId relyingParty, AccountId account) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS); // as it is read back
        writes.add("delete from stepup_recovery_code where account = ?", account.value());
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < SET; i++) {
            String code = RecoveryCode.random(random);
            codes.add(code);
            writes.add("""
                    insert into stepup_recovery_code (code_hash, relying_party, account, created_at)
                    values (?, ?, ?, ?)""", hashOf(relyingParty, code), relyingParty.value(), account.value(), now);
        }
        return new Made(List.copyOf(codes), now);
    }

    /** Finds an unspent code of this relying party; lower case, spaces and look-alike letters are forgiven. */
    public Optional<Found> find(RelyingPartyId relyingParty, String typed) {
        return RecoveryCode.read(typed)
                .map(code -> hashOf(relyingParty, code))
                .flatMap(proof -> database.one(
                        "select account from stepup_recovery_code where code_hash = ? and spent_at is null",
                        row -> new Found(new AccountId(row.getObject(1, UUID.class)), proof),
                        proof));
    }

    /** Spends a code; false when it was spent before, replaced, or belongs to somebody else. */
    public boolean spend(AccountId account, Bytes proof) {
        return database.write("""
                        update stepup_recovery_code set spent_at = ?
                        where code_hash = ? and account = ? and spent_at is null""", clock.instant(), proof, account.value()) == 1;
    }

    /** Gives a code back that the running transaction spent, because what it was spent on was refused. */
    public void giveBack(AccountId account, Bytes proof) {
        database.write(
                "update stepup_recovery_code set spent_at = null where code_hash = ? and account = ?",
                proof,
                account.value());
    }

    /** Counts what is left. */
    public Remaining remaining(AccountId account) {
        return database.one(
                        """
                        select count(*) filter (where spent_at is null), max(created_at)
                        from stepup_recovery_code where account = ?""",
                        row -> new Remaining(
                                row.getInt(1),
                                Optional.ofNullable(row.getObject(2, OffsetDateTime.class))
                                        .map(OffsetDateTime::toInstant)),
                        account.value())
                .orElseThrow();
    }

    private Bytes hashOf(RelyingPartyId relyingParty, String code) {
        return Digests.sha256((relyingParty + "/" + code).getBytes(StandardCharsets.UTF_8));
    }
}
