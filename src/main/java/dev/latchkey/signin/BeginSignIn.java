package dev.latchkey.signin;

import dev.latchkey.id.CredentialId;
import dev.latchkey.passkey.AuthenticationCeremony;
import dev.latchkey.passkey.BeginAssertion;
import dev.latchkey.passkey.Passkey;
import dev.latchkey.passkey.Passkeys;
import dev.latchkey.passkey.Purpose;
import dev.latchkey.passkey.RequestOptions;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.relyingparty.RelyingParty.SessionMode;
import dev.latchkey.relyingparty.RelyingParty.UserVerification;
import dev.latchkey.secret.Digests;
import dev.latchkey.stepup.Method;
import dev.latchkey.stepup.OwnedMethods;
import dev.latchkey.stepup.Ticket;
import dev.latchkey.stepup.Tickets;
import dev.latchkey.token.Caller;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** Begins authentication ceremonies. */
@Singleton
class BeginSignIn {
    private final AuthenticationCeremony ceremonies;
    private final Passkeys passkeys;
    private final Tickets tickets;

    BeginSignIn(AuthenticationCeremony ceremonies, Passkeys passkeys, Tickets tickets) {
        this.ceremonies = ceremonies;
        this.passkeys = passkeys;
        this.tickets = tickets;
    }

    /** For anybody: the passkey says who it is. Touches no database. */
    RequestOptions usernameless(RelyingParty relyingParty, List<String> hints, SessionMode mode, Browser browser) {
        return ceremonies.begin(new BeginAssertion(
                relyingParty,
                Purpose.SIGN_IN,
                Optional.empty(),
                List.of(),
                relyingParty.userVerification() == UserVerification.REQUIRED,
                hints,
                mode,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                browser.preLogin()));
    }

    /** What became of the wish to begin with a ticket. */
    sealed interface Begun {
        /** The options for the authenticator. */
        record Options(RequestOptions options) implements Begun {}

        /** The ticket is spent, expired, not ours, or of another browser. */
        record Gone() implements Begun {}

        /** Another check was offered. */
        record NotOffered(List<Method> offered) implements Begun {}
    }

    /**
     * For somebody half-way in: only passkeys that were there before the attempt may answer, and where another one is
     * wanted, not the one just used.
     */
    @Transactional
    Begun forTicket(
            RelyingParty relyingParty, String text, Optional<Method> wanted, List<String> hints, Browser browser) {
        Optional<Ticket> found = tickets.find(relyingParty.id(), text, browser.preLogin());
        if (found.isEmpty()) {
            return new Begun.Gone();
        }
        Ticket ticket = found.get();
        Optional<Method> method = wanted.or(
                () -> ticket.methods().stream().filter(BeginSignIn::isByPasskey).findFirst());
        List<CredentialId> allowed = method.filter(ticket::offers).stream()
                .flatMap(offered -> passkeys.of(ticket.account()).stream()
                        .filter(passkey -> OwnedMethods.isUsable(passkey, ticket.askedAt()))
                        .map(Passkey::id)
                        .filter(id -> offered instanceof Method.FreshPasskey
                                || !ticket.credential().equals(Optional.of(id))))
                .toList();
        if (allowed.isEmpty()) {
            return new Begun.NotOffered(ticket.methods());
        }
        return new Begun.Options(ceremonies.begin(new BeginAssertion(
                relyingParty,
                Purpose.STEP_UP,
                Optional.of(ticket.account()),
                allowed,
                true,
                hints,
                ticket.mode(),
                Optional.empty(),
                Optional.of(ticket.proof()),
                ticket.transaction().map(approved -> Digests.sha256(approved.toArray())),
                browser.preLogin().filter(id -> ticket.mode() == SessionMode.COOKIE))));
    }

    /** Whether a check is answered by an assertion. */
    static boolean isByPasskey(Method method) {
        return method instanceof Method.FreshPasskey || method instanceof Method.OtherPasskey;
    }

    /**
     * For somebody signed in who is to prove it afresh; empty when no passkey is left to prove it with. One query and no
     * transaction: its commit would be a second round trip.
     */
    Optional<RequestOptions> forSession(
            RelyingParty relyingParty, Caller caller, List<String> hints, SessionMode mode, Browser browser) {
        List<CredentialId> owned =
                passkeys.of(caller.account()).stream().map(Passkey::id).toList();
        return Optional.of(ceremonies.begin(new BeginAssertion(
                        relyingParty,
                        Purpose.STEP_UP,
                        Optional.of(caller.account()),
                        owned,
                        true,
                        hints,
                        mode,
                        Optional.of(caller.session()),
                        Optional.empty(),
                        Optional.empty(),
                        browser.preLogin())))
                .filter(options -> !options.allowCredentials().isEmpty());
    }
}
