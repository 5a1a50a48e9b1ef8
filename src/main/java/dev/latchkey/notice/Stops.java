package dev.latchkey.notice;

import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.CredentialId;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.id.SessionId;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Writes;
import dev.latchkey.secret.Digests;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The links of notices: "this was not me". A link is 256 random bits, kept as a hash, good once and for three days; it
 * names what the notice told of, so that whoever follows it need not be signed in.
 */
@Singleton
public final class Stops {
    /** How long a link is good. */
    public static final Duration LIFETIME = Duration.ofHours(72);

    private static final int LENGTH = 32;

    private static final String INSERT = """
            insert into notice_stop (token_hash, relying_party, account, session, credential, kind, created_at, expires_at)
            select ?, a.relying_party, a.account, ?, ?, ?, ?, ? from notice_address a
            where a.account = ? order by a.verified_at desc limit 1""";

    private static final String FIND = """
            select account, session, credential from notice_stop
            where token_hash = ? and relying_party = ? and spent_at is null and expires_at > ?""";

    private static final String SPEND = """
            update notice_stop set spent_at = ?
            where token_hash = ? and account = ? and spent_at is null and expires_at > ?""";

    private final Database database;
    private final Clock clock;
    private final SecureRandom random;

    Stops(Database database, Clock clock, SecureRandom random) {
        this.database = database;
        this.clock = clock;
        this.random = random;
    }

    /** Finds what a link of this relying party stops; empty when it is neither ours nor open any more. */
    public Optional<Stop> find(RelyingPartyId relyingParty, String token) {
        return Bytes.fromBase64Url(token)
                .filter(bytes -> bytes.length() == LENGTH)
                .map(bytes -> Digests.sha256(bytes.toArray()))
                .flatMap(proof -> database.one(
                        FIND,
                        row -> new Stop(
                                new AccountId(row.getObject(1, UUID.class)),
                                Optional.ofNullable(row.getObject(2, UUID.class))
                                        .map(SessionId::new),
                                Optional.ofNullable(row.getBytes(3)).map(id -> new CredentialId(Bytes.of(id))),
                                proof),
                        proof,
                        relyingParty.value(),
                        clock.instant()));
    }

    /** Spends a link; false when it was spent before or has expired. */
    public boolean spend(Stop stop) {
        Instant now = clock.instant();
        return database.write(SPEND, now, stop.proof(), stop.account().value(), now) == 1;
    }

    /** Adds a link for an account that has an address, and returns its token for the mail. */
    String issue(Writes writes, AccountId account, Notice.Cause cause, Kind kind) {
        Bytes token = Bytes.random(LENGTH, random);
        Instant now = clock.instant();
        writes.add(
                INSERT,
                Digests.sha256(token.toArray()),
                cause.session().map(SessionId::value),
                cause.credential().map(CredentialId::value),
                kind.value(),
                now,
                now.plus(LIFETIME),
                account.value());
        return token.toBase64Url();
    }
}
