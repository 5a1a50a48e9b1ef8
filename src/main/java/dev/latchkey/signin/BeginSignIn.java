package dev.latchkey.signin;

import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.CredentialId;
import dev.latchkey.id.SessionId;
import dev.latchkey.passkey.AuthenticationCeremony;
import dev.latchkey.passkey.BeginAssertion;
import dev.latchkey.passkey.Passkey;
import dev.latchkey.passkey.Passkeys;
import dev.latchkey.passkey.Purpose;
import dev.latchkey.passkey.RequestOptions;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.relyingparty.RelyingParty.SessionMode;
import dev.latchkey.relyingparty.RelyingParty.UserVerification;
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

    /** For somebody half-way in; empty when the ticket is spent, expired or not ours. */
    @Transactional
    Optional<RequestOptions> forTicket(RelyingParty relyingParty, String ticket, List<String> hints, Browser browser) {
        return tickets.find(relyingParty.id(), ticket)
                .map(found -> verified(
                        relyingParty,
                        found.account(),
                        hints,
                        found.mode(),
                        Optional.empty(),
                        Optional.of(found.proof()),
                        browser));
    }

    /**
     * For somebody signed in who is to prove it afresh; empty when no passkey is left to prove it with. One query and no
     * transaction: its commit would be a second round trip.
     */
    Optional<RequestOptions> forSession(
            RelyingParty relyingParty, Caller caller, List<String> hints, SessionMode mode, Browser browser) {
        return Optional.of(verified(
                        relyingParty,
                        caller.account(),
                        hints,
                        mode,
                        Optional.of(caller.session()),
                        Optional.empty(),
                        browser))
                .filter(options -> !options.allowCredentials().isEmpty());
    }

    private RequestOptions verified(
            RelyingParty relyingParty,
            AccountId account,
            List<String> hints,
            SessionMode mode,
            Optional<SessionId> session,
            Optional<Bytes> ticket,
            Browser browser) {
        List<CredentialId> owned =
                passkeys.of(account).stream().map(Passkey::id).toList();
        return ceremonies.begin(new BeginAssertion(
                relyingParty,
                Purpose.STEP_UP,
                Optional.of(account),
                owned,
                true,
                hints,
                mode,
                session,
                ticket,
                Optional.empty(),
                browser.preLogin()));
    }
}
