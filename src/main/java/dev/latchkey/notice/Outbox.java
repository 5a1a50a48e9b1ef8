package dev.latchkey.notice;

import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.TimeOrdered;
import dev.latchkey.postgres.Writes;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Puts mails into the outbox, in the caller's transaction: with it they stand or fall. Each statement finds the
 * recipient by itself, so that nobody reads an address in order to tell it something.
 */
@Singleton
final class Outbox {
    private static final Duration ONE_COLLISION_MAIL = Duration.ofHours(24);

    private static final String COLUMNS = "insert into notice_outbox (id, relying_party, account, kind, language, "
            + "recipient, message, created_at, give_up_at, attempts, next_attempt) ";

    private static final String NOTICE = COLUMNS + """
            select ?, a.relying_party, a.account, ?, a.language, a.address, ?, ?, ?, 0, ? from notice_address a
            where a.account = ? order by a.verified_at desc limit 1""";

    private static final String NOTICE_AT = COLUMNS + """
            select ?, a.relying_party, a.account, ?, a.language, ?, ?, ?, ?, 0, ? from notice_address a
            where a.account = ? order by a.verified_at desc limit 1""";

    /** Only where the code just made is the one that stands. */
    private static final String CODE = COLUMNS + """
            select ?, c.relying_party, c.account, ?, c.language, ?, ?, ?, c.expires_at, 0, ? from notice_code c
            where c.account = ? and c.purpose = ? and c.code_hash = ?""";

    /**
     * To the claimed address a code; or to its owner, in the owner's words and once a day at most, that somebody tried.
     */
    private static final String CLAIM = COLUMNS + """
            select ?, c.relying_party, coalesce(o.account, c.account),
                case when o.account is null then 'confirm_address' else 'address_taken' end,
                coalesce(o.language, c.language), coalesce(o.address, c.address),
                case when o.account is null then ?::bytea end, ?, c.expires_at, 0, ?
            from notice_code c left join notice_address o on o.relying_party = c.relying_party
                and o.address_index = c.address_index and o.account <> c.account
            where c.account = ? and c.purpose = 'confirm_address' and c.code_hash = ?
                and (o.account is null or not exists (select from notice_outbox t
                    where t.account = o.account and t.kind = 'address_taken' and t.created_at > ?))""";

    private final NoticeConfig config;
    private final Clock clock;
    private final SecureRandom random;

    Outbox(NoticeConfig config, Clock clock, SecureRandom random) {
        this.config = config;
        this.clock = clock;
        this.random = random;
    }

    void notice(Writes writes, AccountId account, Kind kind, Bytes message) {
        Instant now = clock.instant();
        writes.add(
                NOTICE,
                TimeOrdered.uuid(now, random),
                kind.value(),
                message,
                now,
                now.plus(config.giveUpAfter()),
                now,
                account.value());
    }

    void noticeAt(Writes writes, AccountId account, Kind kind, Bytes recipient, Bytes message) {
        Instant now = clock.instant();
        writes.add(
                NOTICE_AT,
                TimeOrdered.uuid(now, random),
                kind.value(),
                recipient,
                message,
                now,
                now.plus(config.giveUpAfter()),
                now,
                account.value());
    }

    void code(Writes writes, AccountId account, CodePurpose purpose, Bytes codeHash, Bytes recipient, Bytes message) {
        Instant now = clock.instant();
        writes.add(
                CODE,
                TimeOrdered.uuid(now, random),
                Kind.of(purpose).value(),
                recipient,
                message,
                now,
                now,
                account.value(),
                purpose.value(),
                codeHash);
    }

    void claim(Writes writes, AccountId account, Bytes codeHash, Bytes message) {
        Instant now = clock.instant();
        writes.add(
                CLAIM,
                TimeOrdered.uuid(now, random),
                message,
                now,
                now,
                account.value(),
                codeHash,
                now.minus(ONE_COLLISION_MAIL));
    }
}
