package dev.latchkey.stepup;

import dev.latchkey.account.Account;
import dev.latchkey.account.Accounts;
import dev.latchkey.assurance.Assurance;
import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.CredentialId;
import dev.latchkey.id.DecisionId;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.id.SessionId;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Writes;
import dev.latchkey.relyingparty.RelyingParty.SessionMode;
import dev.latchkey.secret.Digests;
import dev.latchkey.testing.Customer;
import dev.latchkey.testing.MovableClock;
import dev.latchkey.testing.VirtualAuthenticator;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.response.Response;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Where customers of the demo wait who are half-way in: gives them tickets, and asks for what they own. */
@Singleton
public class Lobby {
    private final Tickets tickets;
    private final OwnedMethods owned;
    private final Accounts accounts;
    private final Database database;
    private final MovableClock clock;
    private final SecureRandom random;

    Lobby(
            Tickets tickets,
            OwnedMethods owned,
            Accounts accounts,
            Database database,
            MovableClock clock,
            SecureRandom random) {
        this.tickets = tickets;
        this.owned = owned;
        this.accounts = accounts;
        this.database = database;
        this.clock = clock;
        this.random = random;
    }

    /** A ticket to be issued; untouched, for a sign-in by the customer's first passkey that offers every method. */
    public final class Asking {
        private final Account account;
        private final CredentialId credential;
        private List<Method> methods = Method.ALL;
        private String action = Ticket.SIGN_IN;
        private SessionMode mode = SessionMode.TOKEN;
        private Optional<Bytes> binding = Optional.empty();
        private Optional<SessionId> session = Optional.empty();
        private Optional<Transaction> transaction = Optional.empty();
        private Optional<String> askedBy = Optional.empty();
        private Instant at = now();

        private Asking(Customer customer) {
            this.account = accountOf(customer);
            this.credential = credentialOf(customer);
        }

        Asking offering(Method... only) {
            methods = List.of(only);
            return this;
        }

        Asking attemptedAt(Instant then) {
            at = then;
            return this;
        }

        Asking boundTo(Bytes preLogin) {
            mode = SessionMode.COOKIE;
            binding = Optional.of(Digests.sha256(preLogin.toArray()));
            return this;
        }

        Asking toApprove(Transaction approved, Optional<SessionId> behind) {
            action = approved.action();
            transaction = Optional.of(approved);
            session = behind;
            return this;
        }

        Asking askedBy(String client) {
            askedBy = Optional.of(client);
            return this;
        }

        /** Issues it. */
        public String ticket() {
            return QuarkusTransaction.requiringNew().call(() -> {
                Writes writes = database.writes();
                String ticket = tickets.issue(
                        writes,
                        new AskForMore(
                                account,
                                DecisionId.create(at, random),
                                action,
                                mode,
                                "latchkey-web",
                                methods,
                                binding,
                                Optional.of(credential),
                                session,
                                transaction,
                                Optional.of(Assurance.passkey(true, at)),
                                askedBy,
                                at));
                writes.send();
                return ticket;
            });
        }
    }

    /** Begins to issue a ticket to a customer. */
    public Asking asking(Customer customer) {
        return new Asking(customer);
    }

    Account accountOf(Customer customer) {
        AccountId id = new AccountId(idOf(customer));
        return QuarkusTransaction.requiringNew()
                .call(() -> accounts.find(new RelyingPartyId("demo"), id).orElseThrow());
    }

    static SessionId sessionOf(Customer customer) {
        return new SessionId(UUID.fromString(me(customer).path("session.id")));
    }

    private static CredentialId credentialOf(Customer customer) {
        String id = customer.signedIn().get("/v1/me/credentials").path("credentials[0].id");
        return new CredentialId(Bytes.fromBase64Url(id).orElseThrow());
    }

    /** Returns a ticket by which {@code behind}, another session of the customer, is to approve a payout. */
    public String payout(Customer customer, Customer behind) {
        Transaction payout = new Transaction("payout", Optional.of("250.00"), Optional.of("EUR"), Optional.of("ACME"));
        return asking(customer)
                .toApprove(payout, Optional.of(sessionOf(behind)))
                .ticket();
    }

    /** The id of the customer's oldest passkey, as it is written. */
    String firstCredential(Customer customer) {
        return credentialOf(customer).toString();
    }

    List<Method> owned(Customer customer, Instant before) {
        return owned.of(accountOf(customer).id(), before, Optional.of(credentialOf(customer)));
    }

    /** Enrols an app and returns its secret; the code of the present time step is spent. */
    public byte[] app(Customer customer) {
        Response begun = customer.signedIn().post("/v1/me/totp");
        byte[] secret =
                EnrolmentUri.fromBase32(begun.then().statusCode(201).extract().path("secret"));
        customer.signedIn()
                .body(Map.of("code", code(secret, 0)))
                .post("/v1/me/totp/verify")
                .then()
                .statusCode(204);
        return secret;
    }

    /** What an app shows so many steps from now. */
    public String code(byte[] secret, long stepsAhead) {
        return OneTimePasswords.at(secret, clock.instant().getEpochSecond() / 30 + stepsAhead, 6);
    }

    /** Adds a passkey on another device. */
    VirtualAuthenticator anotherDevice(Customer customer) {
        VirtualAuthenticator laptop = new VirtualAuthenticator(Customer.origin());
        String options = customer.signedIn()
                .body("{}")
                .post("/v1/webauthn/registration/options")
                .asString();
        customer.register(laptop.create(options)).then().statusCode(201);
        return laptop;
    }

    static UUID idOf(Customer customer) {
        return UUID.fromString(me(customer).path("account.id"));
    }

    /** What one column of the account's rows in a table says. */
    List<String> column(UUID account, String sql) {
        return database.many(sql, row -> String.valueOf(row.getString(1)), account);
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Response me(Customer customer) {
        return customer.signedIn()
                .get("/v1/me")
                .then()
                .statusCode(200)
                .extract()
                .response();
    }

    /** Puts the question. */
    public static Response ask(Customer customer, String method, String ticket) {
        return customer.asStranger().body(Map.of("ticket", ticket)).post("/v1/step-up/" + method + "/options");
    }

    /** Answers it. */
    public static Response verify(Customer customer, String method, String ticket, String code) {
        return customer.asStranger()
                .body(Map.of("ticket", ticket, "code", code))
                .post("/v1/step-up/" + method + "/verify");
    }

    /** Begins a check by passkey. */
    static Response passkeyOptions(Customer customer, String ticket, String method) {
        return customer.asStranger()
                .body(Map.of("purpose", "step_up", "ticket", ticket, "method", method))
                .post("/v1/webauthn/authentication/options");
    }

    static List<String> recoveryCodes(Customer customer) {
        return customer.signedIn()
                .post("/v1/me/recovery-codes")
                .then()
                .statusCode(201)
                .extract()
                .path("codes");
    }

    /** How the account's tickets ended. */
    List<String> outcomes(UUID account) {
        return column(account, "select outcome from stepup_ticket where account = ?");
    }

    /** What the journal says of the account. */
    List<String> journal(UUID account) {
        return column(account, "select event from audit_entry where account = ?");
    }

    static Transaction payout() {
        return new Transaction("payout", Optional.of("250.00"), Optional.of("EUR"), Optional.of("ACME"));
    }
}
