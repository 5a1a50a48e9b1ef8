package dev.latchkey.stepup;

import dev.latchkey.assurance.Acr;
import dev.latchkey.id.AccountId;
import dev.latchkey.id.CredentialId;
import dev.latchkey.id.SessionId;
import dev.latchkey.notice.Addresses;
import dev.latchkey.passkey.Passkey;
import dev.latchkey.passkey.Passkeys;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Reads;
import dev.latchkey.session.Session;
import dev.latchkey.session.Sessions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which methods an account could answer with before an attempt began. What was added since does not count: whoever is
 * being asked must not be able to bring the answer along.
 */
@Singleton
public final class OwnedMethods {
    private static final String CODES = """
            select exists (select from stepup_totp where account = ? and secret is not null and confirmed_at < ?),
                   exists (select from stepup_recovery_code where account = ? and spent_at is null and created_at < ?)""";

    private final Passkeys passkeys;
    private final Sessions sessions;
    private final Addresses addresses;
    private final Database database;
    private final Clock clock;

    OwnedMethods(Passkeys passkeys, Sessions sessions, Addresses addresses, Database database, Clock clock) {
        this.passkeys = passkeys;
        this.sessions = sessions;
        this.addresses = addresses;
        this.database = database;
        this.clock = clock;
    }

    private record Codes(boolean totp, boolean recovery) {}

    /** As {@link #of(AccountId, Instant, Optional, Optional)} for an attempt that is made in no session. */
    public List<Method> of(AccountId account, Instant before, Optional<CredentialId> used) {
        return of(account, before, used, Optional.empty());
    }

    /**
     * Returns the methods, the quickest first, in one round trip.
     *
     * @param before when the attempt was made
     * @param used the passkey of the attempt, which is not another one
     * @param asking the session of the attempt, which cannot approve itself
     */
    public List<Method> of(AccountId account, Instant before, Optional<CredentialId> used, Optional<SessionId> asking) {
        Reads reads = database.reads();
        Reads.Answer<Passkey> bound = passkeys.of(reads, account);
        Reads.Answer<Session> open = sessions.of(reads, account);
        Reads.Answer<Instant> address = addresses.verifiedAt(reads, account);
        Reads.Answer<Codes> codes = reads.add(
                CODES,
                row -> new Codes(row.getBoolean(1), row.getBoolean(2)),
                account.value(),
                before,
                account.value(),
                before);
        reads.send();

        List<Method> owned = new ArrayList<>();
        List<Passkey> usable = bound.rows().stream()
                .filter(passkey -> isUsable(passkey, before))
                .toList();
        addIf(!usable.isEmpty(), new Method.FreshPasskey(), owned);
        addIf(isAnother(usable, used), new Method.OtherPasskey(), owned);
        addIf(
                open.rows().stream().anyMatch(session -> mayApprove(session, before, asking)),
                new Method.ApproveOnDevice(),
                owned);
        addIf(codes.rows().getFirst().totp(), new Method.Totp(), owned);
        addIf(codes.rows().getFirst().recovery(), new Method.RecoveryCodeMethod(), owned);
        addIf(address.rows().stream().anyMatch(at -> at.isBefore(before)), new Method.EmailCode(), owned);
        return List.copyOf(owned);
    }

    /**
     * Says what somebody can do who owns no method that suits: what to add for the next time, and what helps now, by names that stay; never
     * empty, so that nobody is left without a way.
     */
    public static List<String> next(List<Method> owned) {
        List<String> next = new ArrayList<>();
        Map<Method, String> ways = new LinkedHashMap<>();
        ways.put(new Method.OtherPasskey(), "add-another-passkey");
        ways.put(new Method.Totp(), "add-an-authenticator-app");
        ways.put(new Method.EmailCode(), "add-an-email-address");
        ways.put(new Method.RecoveryCodeMethod(), "make-recovery-codes");
        ways.forEach((method, way) -> {
            if (!owned.contains(method)) {
                next.add(way);
            }
        });
        next.add("try-a-known-device");
        next.add("ask-support");
        return List.copyOf(next);
    }

    /** Whether a passkey was there before the attempt and may answer. */
    public static boolean isUsable(Passkey passkey, Instant before) {
        return !passkey.suspended() && passkey.createdAt().isBefore(before);
    }

    /** Whether a session was opened before the attempt, is another one than asks, and is strong enough now to say yes. */
    boolean mayApprove(Session session, Instant before, Optional<SessionId> asking) {
        return session.createdAt().isBefore(before)
                && !asking.equals(Optional.of(session.id()))
                && sessions.strengthAt(session, clock.instant()).acr().reaches(Acr.TWO);
    }

    private static boolean isAnother(List<Passkey> usable, Optional<CredentialId> used) {
        return used.isPresent()
                && usable.stream().anyMatch(passkey -> !passkey.id().equals(used.get()));
    }

    private static void addIf(boolean owns, Method method, List<Method> owned) {
        if (owns) {
            owned.add(method);
        }
    }
}
