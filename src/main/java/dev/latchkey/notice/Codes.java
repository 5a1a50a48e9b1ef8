package dev.latchkey.notice;

import dev.latchkey.account.Account;
import dev.latchkey.account.PrivateFacts;
import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.notice.CodeRows.Draft;
import dev.latchkey.notice.CodeRows.State;
import dev.latchkey.notice.CodeRows.Tried;
import dev.latchkey.postgres.Writes;
import dev.latchkey.secret.KeyRing;
import dev.latchkey.secret.KeyedHash;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One-time codes by mail: six digits, good once and for ten minutes, hashed under a key. Five wrong ones within an hour,
 * and codes for that purpose rest; nothing else of the account does. Every call belongs into a transaction that commits,
 * also when the code was wrong: a rolled-back try was never counted.
 */
@Singleton
public final class Codes {
    /** How long a code is good. */
    public static final Duration LIFETIME = CodeRows.LIFETIME;

    /** How long after one mail another can be had. */
    public static final Duration RESEND = CodeRows.RESEND;

    static final String CODE = "code";

    private static final int BOUND = 1_000_000;
    private static final Pattern SPACE = Pattern.compile("[\\s\\u00a0-]");

    private final CodeRows rows;
    private final Confirmed confirmed;
    private final Outbox outbox;
    private final List<KeyedHash> hashes; // under every key-encryption key of the ring, the current one first
    private final Clock clock;
    private final SecureRandom random;
    private final NoticeConfig config;
    private final MeterRegistry metrics;

    Codes(
            CodeRows rows,
            Confirmed confirmed,
            Outbox outbox,
            KeyRing keys,
            Clock clock,
            SecureRandom random,
            NoticeConfig config,
            MeterRegistry metrics) {
        this.rows = rows;
        this.confirmed = confirmed;
        this.outbox = outbox;
        this.hashes = keys.deriveAll("hash/mail-code", "HmacSHA256").stream()
                .map(KeyedHash::new)
                .toList();
        this.clock = clock;
        this.random = random;
        this.config = config;
        this.metrics = metrics;
    }

    /** Adds a code to the account's confirmed address to {@code writes}; costs two queries. */
    public SendOutcome send(Writes writes, Account account, CodePurpose purpose, Language language) {
        return confirmed
                .find(account)
                .filter(address -> config.mail() != NoticeConfig.Mail.OFF)
                .map(address -> {
                    Instant now = clock.instant();
                    Optional<State> state = rows.find(account.id(), purpose);
                    return standing(state, now, address.email(), Optional.empty())
                            .orElseGet(() -> {
                                Fresh fresh = fresh(account, purpose);
                                rows.renew(
                                        writes,
                                        new Draft(
                                                account.id(),
                                                account.relyingParty(),
                                                purpose,
                                                fresh.hash(),
                                                Optional.empty(),
                                                Optional.empty(),
                                                language));
                                outbox.code(
                                        writes,
                                        account.id(),
                                        purpose,
                                        fresh.hash(),
                                        Confirmed.close(account, address.email()),
                                        fresh.message());
                                return new SendOutcome.Sent(address.masked(), LIFETIME, RESEND);
                            });
                })
                .orElseGet(SendOutcome.NoAddress::new);
    }

    /** Tries a code; spaces and hyphens in it are forgiven. */
    public CodeOutcome check(AccountId account, CodePurpose purpose, String typed) {
        String code = SPACE.matcher(typed).replaceAll("");
        byte[][] spellings = hashes.stream()
                .map(hash -> hash.of(text(account, purpose, code)).toArray())
                .toArray(byte[][]::new);
        CodeOutcome outcome =
                rows.attempt(account, purpose, spellings).map(this::outcome).orElseGet(() -> notOpen(account, purpose));
        metrics.counter(
                        "latchkey.mail.code.checked",
                        "purpose",
                        purpose.value(),
                        "outcome",
                        outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT))
                .increment();
        return outcome;
    }

    /** A code that nobody knows yet. */
    record Fresh(Bytes hash, Bytes message) {}

    Fresh fresh(Account account, CodePurpose purpose) {
        String code = String.format(Locale.ROOT, "%06d", random.nextInt(BOUND));
        return new Fresh(
                hashes.getFirst().of(text(account.id(), purpose, code)),
                new PrivateFacts(Map.of(CODE, code)).close(account.key()));
    }

    /** What to say instead of sending another: that the last one still stands, or that codes rest. */
    static Optional<SendOutcome> standing(
            Optional<State> state, Instant now, EmailAddress to, Optional<Bytes> addressIndex) {
        return state.flatMap(row -> row.restsFor(now)
                .<SendOutcome>map(SendOutcome.Suspended::new)
                .or(() -> row.standsFor(now, addressIndex)
                        .map(left -> new SendOutcome.Sent(to.masked(), Duration.between(now, row.expiresAt()), left))));
    }

    private CodeOutcome outcome(Tried tried) {
        if (tried.right()) {
            return new CodeOutcome.Right();
        }
        return tried.tries() < CodeRows.TRIES
                ? new CodeOutcome.Wrong(CodeRows.TRIES - tried.tries())
                : new CodeOutcome.Suspended(tried.restsFor(clock.instant()));
    }

    private CodeOutcome notOpen(AccountId account, CodePurpose purpose) {
        return rows.find(account, purpose)
                .filter(row -> row.tries() >= CodeRows.TRIES)
                .flatMap(row -> row.restsFor(clock.instant()))
                .<CodeOutcome>map(CodeOutcome.Suspended::new)
                .orElseGet(CodeOutcome.None::new);
    }

    private static String text(AccountId account, CodePurpose purpose, String code) {
        return account + "/" + purpose.value() + "/" + code;
    }
}
