package dev.latchkey.notice;

import dev.latchkey.account.Account;
import dev.latchkey.account.PrivateFacts;
import dev.latchkey.id.Bytes;
import dev.latchkey.notice.Notice.Cause;
import dev.latchkey.postgres.Writes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/**
 * Tells the owner of an account what happened in it. A notice is two statements more in a round trip that goes anyway: a
 * row of the outbox and its stop link. It is sent later by a job, so no login waits for a mail server. For an account
 * without a confirmed address both write nothing.
 */
@Singleton
public final class Notices {
    static final String DEVICE = "device";
    static final String PLACE = "place";
    static final String ACTION = "action";
    static final String UNTIL = "until";
    static final String STOP = "stop";
    static final String MANAGED = "managed";
    static final String VERSION = "version";
    static final String ENDS = "ends";

    private final Outbox outbox;
    private final Stops stops;

    Notices(Outbox outbox, Stops stops) {
        this.outbox = outbox;
        this.stops = stops;
    }

    /** Adds a notice to the account's confirmed address, as it stands when {@code writes} is sent. */
    public void tell(Writes writes, Account account, Notice notice) {
        outbox.notice(writes, account.id(), Kind.of(notice), message(writes, account, notice));
    }

    /** Adds what happened to a policy to the account's confirmed address, as it stands when {@code writes} is sent. */
    public void tell(Writes writes, Account account, PolicyNotice notice) {
        PrivateFacts facts = new PrivateFacts(
                        Map.of(MANAGED, notice.managed(), VERSION, Integer.toString(notice.version())))
                .and(ENDS, notice.until().map(Object::toString));
        outbox.notice(writes, account.id(), Kind.of(notice), facts.close(account.key()));
    }

    /** Adds a notice to an address that is the account's no more. */
    void tellAt(Writes writes, Account account, Notice notice, EmailAddress address) {
        outbox.noticeAt(
                writes,
                account.id(),
                Kind.of(notice),
                Confirmed.close(account, address),
                message(writes, account, notice));
    }

    private Bytes message(Writes writes, Account account, Notice notice) {
        Cause cause = notice.cause();
        PrivateFacts facts = new PrivateFacts(Map.of(STOP, stops.issue(writes, account.id(), cause, Kind.of(notice))))
                .and(DEVICE, cause.device())
                .and(PLACE, cause.place());
        return switch (notice) {
            case Notice.Hold hold ->
                facts.and(ACTION, Optional.of(hold.action()))
                        .and(UNTIL, Optional.of(hold.until().toString()))
                        .close(account.key());
            case Notice.NewPasskey told -> facts.close(account.key());
            case Notice.NewDevice told -> facts.close(account.key());
            case Notice.EmailChanged told -> facts.close(account.key());
            case Notice.EmailRemoved told -> facts.close(account.key());
            case Notice.RecoveryUsed told -> facts.close(account.key());
        };
    }
}
