package dev.latchkey.notice;

import dev.latchkey.account.Account;
import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.notice.CodeRows.Draft;
import dev.latchkey.notice.CodeRows.State;
import dev.latchkey.notice.Notice.Cause;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Reads;
import dev.latchkey.postgres.Writes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The addresses of accounts, one each, one account each at a relying party. Whether another account has an address is
 * told to that address alone: claiming it runs the same statements and gets the same answers, and no code that is sent to
 * nobody can be typed.
 */
@Singleton
public final class Addresses {
    private static final String HAS = "select 1 from notice_address where account = ? limit 1";

    private static final String VERIFIED =
            "select verified_at from notice_address where account = ? order by verified_at desc limit 1";

    /** What waits to be confirmed becomes confirmed, unless another account was faster. */
    private static final String CONFIRM = """
            insert into notice_address as a (relying_party, address_index, account, address, language, verified_at)
            select c.relying_party, c.address_index, c.account, c.address, c.language, ? from notice_code c
            where c.account = ? and c.purpose = ? and c.spent_at is not null and c.address_index is not null
            on conflict (relying_party, address_index) do update
            set address = excluded.address, language = excluded.language, verified_at = excluded.verified_at
            where a.account = excluded.account""";

    private static final String FORGET_CLAIM = "delete from notice_code where account = ? and purpose = ?";
    private static final String FORGET_FORMER = """
            delete from notice_address where account = ? and verified_at <> ?""";
    private static final String FORGET = "delete from notice_address where account = ?";

    private final Database database;
    private final Confirmed confirmed;
    private final CodeRows rows;
    private final Codes codes;
    private final IndexKey index;
    private final Outbox outbox;
    private final Notices notices;
    private final NoticeConfig config;
    private final Clock clock;

    Addresses(
            Database database,
            Confirmed confirmed,
            CodeRows rows,
            Codes codes,
            IndexKey index,
            Outbox outbox,
            Notices notices,
            NoticeConfig config,
            Clock clock) {
        this.database = database;
        this.confirmed = confirmed;
        this.rows = rows;
        this.codes = codes;
        this.index = index;
        this.outbox = outbox;
        this.notices = notices;
        this.config = config;
        this.clock = clock;
    }

    /**
     * A new address that waits to be confirmed.
     *
     * @param email where the code went
     * @param expiresAt until when it can be confirmed
     */
    public record Pending(EmailAddress email, Instant expiresAt) {
        @Override
        public String toString() {
            return "Pending[redacted]";
        }
    }

    /** What became of confirming an address. */
    public sealed interface ConfirmOutcome {
        /** It is the account's from now on. */
        record Confirmed(Address address) implements ConfirmOutcome {}

        /** It is not, and why; never {@link CodeOutcome.Right}. */
        record Refused(CodeOutcome why) implements ConfirmOutcome {}
    }

    /** Whether this deployment sends mail at all; where it does not, nobody need be asked for an address. */
    public boolean areUsed() {
        return config.mail() != NoticeConfig.Mail.OFF;
    }

    /** Returns the account's confirmed address. */
    public Optional<Address> of(Account account) {
        return confirmed.find(account);
    }

    /** Whether the account has a confirmed address. */
    public boolean has(AccountId account) {
        return database.one(HAS, row -> true, account.value()).isPresent();
    }

    /** As {@link #of(Account)}, travelling with other queries: only since when there is one; no row or one. */
    public Reads.Answer<Instant> verifiedAt(Reads reads, AccountId account) {
        return reads.add(VERIFIED, row -> CodeRows.instant(row, 1), account.value());
    }

    /** Returns the address that waits to be confirmed. */
    public Optional<Pending> pending(Account account) {
        return rows.find(account.id(), CodePurpose.CONFIRM_ADDRESS)
                .filter(row -> !row.spent() && row.expiresAt().isAfter(clock.instant()))
                .flatMap(row ->
                        row.address().map(closed -> new Pending(Confirmed.open(account, closed), row.expiresAt())));
    }

    /**
     * Adds to {@code writes} that a code goes to a new address, or, where another account has confirmed it, a mail to its
     * owner. Nothing of the account changes before {@link #confirm}. Never {@link SendOutcome.NoAddress}.
     */
    public SendOutcome claim(Writes writes, Account account, EmailAddress address, Language language) {
        Bytes found = index.of(account.relyingParty(), address);
        Optional<State> state = rows.find(account.id(), CodePurpose.CONFIRM_ADDRESS);
        return Codes.standing(state, clock.instant(), address, Optional.of(found))
                .orElseGet(() -> {
                    Codes.Fresh fresh = codes.fresh(account, CodePurpose.CONFIRM_ADDRESS);
                    rows.renew(
                            writes,
                            new Draft(
                                    account.id(),
                                    account.relyingParty(),
                                    CodePurpose.CONFIRM_ADDRESS,
                                    fresh.hash(),
                                    Optional.of(Confirmed.close(account, address)),
                                    Optional.of(found),
                                    language));
                    outbox.claim(writes, account.id(), fresh.hash(), fresh.message());
                    return new SendOutcome.Sent(address.masked(), Codes.LIFETIME, Codes.RESEND);
                });
    }

    /** Confirms the address that waits, by the code that was sent to it; tells the former address. */
    public ConfirmOutcome confirm(Account account, String code, Cause cause) {
        CodeOutcome outcome = codes.check(account.id(), CodePurpose.CONFIRM_ADDRESS, code);
        if (!(outcome instanceof CodeOutcome.Right)) {
            return new ConfirmOutcome.Refused(outcome);
        }
        Optional<Address> former = of(account);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS); // as it is read back
        int written = database.write(CONFIRM, now, account.id().value(), CodePurpose.CONFIRM_ADDRESS.value());
        if (written == 0) {
            return new ConfirmOutcome.Refused(new CodeOutcome.None());
        }
        Address address = of(account).orElseThrow();
        Writes writes = database.writes();
        former.filter(before -> !before.email().folded().equals(address.email().folded()))
                .ifPresent(before -> notices.tellAt(writes, account, new Notice.EmailChanged(cause), before.email()));
        writes.add(FORGET_FORMER, account.id().value(), now);
        writes.add(FORGET_CLAIM, account.id().value(), CodePurpose.CONFIRM_ADDRESS.value());
        writes.send();
        return new ConfirmOutcome.Confirmed(address);
    }

    /** Adds to {@code writes} that the account has no address any more, and that its former one hears of it. */
    public void remove(Writes writes, Account account, Cause cause) {
        notices.tell(writes, account, new Notice.EmailRemoved(cause));
        writes.add(FORGET, account.id().value());
        writes.add("delete from notice_code where account = ?", account.id().value());
    }
}
