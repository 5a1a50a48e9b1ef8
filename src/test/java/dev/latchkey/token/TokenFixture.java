package dev.latchkey.token;

import dev.latchkey.account.Account;
import dev.latchkey.account.Accounts;
import dev.latchkey.account.Label;
import dev.latchkey.assurance.Assurance;
import dev.latchkey.id.AccountId;
import dev.latchkey.id.UserHandle;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Writes;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.relyingparty.RelyingParty.SessionMode;
import dev.latchkey.session.OpenSession;
import dev.latchkey.session.Session;
import dev.latchkey.session.Sessions;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Somebody who is signed in. */
@Singleton
class TokenFixture {
    private final Database database;
    private final Sessions sessions;
    private final Tokens tokens;
    private final Accounts accounts;
    private final Clock clock;
    private final SecureRandom random;

    TokenFixture(
            Database database, Sessions sessions, Tokens tokens, Accounts accounts, Clock clock, SecureRandom random) {
        this.database = database;
        this.sessions = sessions;
        this.tokens = tokens;
        this.accounts = accounts;
        this.clock = clock;
        this.random = random;
    }

    record SignedInCustomer(Session session, TokenPair tokens) {}

    SignedInCustomer signIn(RelyingParty relyingParty) {
        return signIn(relyingParty, SessionMode.TOKEN);
    }

    SignedInCustomer signIn(RelyingParty relyingParty, SessionMode mode) {
        return signIn(relyingParty, mode, Assurance.passkey(true, clock.instant()));
    }

    SignedInCustomer signIn(RelyingParty relyingParty, SessionMode mode, Assurance assurance) {
        return QuarkusTransaction.requiringNew().call(() -> {
            Writes writes = database.writes();
            Account account = accounts.create(
                    relyingParty,
                    AccountId.create(clock.instant(), random),
                    UserHandle.create(random),
                    new Label("ana", "Ana"),
                    clock.instant());
            if (isKept(relyingParty)) {
                accounts.insert(writes, relyingParty, account);
            }
            Session session = sessions.open(
                    writes,
                    new OpenSession(
                            relyingParty,
                            account.id(),
                            Optional.empty(),
                            "latchkey-web",
                            mode,
                            assurance,
                            Optional.empty()));
            TokenPair pair = tokens.issue(writes, relyingParty, session);
            writes.send();
            return new SignedInCustomer(session, pair);
        });
    }

    /** A pair that says what was approved. */
    TokenPair approve(RelyingParty relyingParty, Map<String, Object> transaction) {
        return QuarkusTransaction.requiringNew().call(() -> {
            Writes writes = database.writes();
            Session session = sessions.open(
                    writes,
                    new OpenSession(
                            relyingParty,
                            AccountId.create(clock.instant(), random),
                            Optional.empty(),
                            "latchkey-web",
                            SessionMode.TOKEN,
                            Assurance.passkey(true, clock.instant()),
                            Optional.empty()));
            TokenPair pair = tokens.issue(writes, relyingParty, session, Optional.of(transaction));
            writes.send();
            return pair;
        });
    }

    /** Relying parties that a test makes up stand in no table, and accounts need one. */
    private boolean isKept(RelyingParty relyingParty) {
        return database.one(
                        "select 1 from relying_party where id = ?",
                        row -> true,
                        relyingParty.id().value())
                .isPresent();
    }

    void end(Session session) {
        QuarkusTransaction.requiringNew().run(() -> {
            Writes writes = database.writes();
            sessions.end(writes, session.id(), "signed-out");
            writes.send();
        });
    }

    boolean isLive(Session session) {
        return sessions.live(session.relyingParty(), session.id()).isPresent();
    }

    RotationOutcome rotate(RelyingParty relyingParty, String refreshToken) {
        return QuarkusTransaction.requiringNew().call(() -> tokens.rotate(relyingParty, refreshToken));
    }
}
