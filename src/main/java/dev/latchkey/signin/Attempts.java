package dev.latchkey.signin;

import dev.latchkey.account.Account;
import dev.latchkey.account.PrivateFacts;
import dev.latchkey.assurance.Assurance;
import dev.latchkey.audit.Entry;
import dev.latchkey.audit.Event;
import dev.latchkey.decision.Action;
import dev.latchkey.decision.Attempt;
import dev.latchkey.decision.Decision;
import dev.latchkey.passkey.Ceremony;
import dev.latchkey.passkey.NewPasskey;
import dev.latchkey.passkey.PasskeyName;
import dev.latchkey.passkey.PasskeyView;
import dev.latchkey.passkey.VerifiedAssertion;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.stepup.AskForMore;
import dev.latchkey.stepup.Method;
import dev.latchkey.stepup.Ticket;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts what a ceremony verified into the plain facts that decisions are made of, and into the journal's words. */
final class Attempts {
    private Attempts() {}

    static Attempt ofAssertion(
            RelyingParty relyingParty, Action action, Account account, VerifiedAssertion assertion, Browser browser) {
        return new Attempt(
                relyingParty,
                action,
                account.id(),
                Optional.of(assertion.credential()),
                assertion.userVerified(),
                assertion.backupEligible(),
                assertion.backedUp(),
                assertion.backupChanged(),
                assertion.counterGrew(),
                assertion.aaguid(),
                assertion.attachment(),
                assertion.credentialCreatedAt(),
                account.createdAt(),
                browser.facts(),
                assertion.at());
    }

    static Attempt ofRegistration(
            RelyingParty relyingParty, Action action, Account account, NewPasskey passkey, Browser browser) {
        return new Attempt(
                relyingParty,
                action,
                account.id(),
                Optional.of(passkey.id()),
                passkey.userVerified(),
                passkey.backupEligible(),
                passkey.backedUp(),
                false,
                true,
                passkey.aaguid(),
                passkey.attachment(),
                passkey.createdAt(),
                account.createdAt(),
                browser.facts(),
                passkey.createdAt());
    }

    /** What a ticket for an attempt is issued with. */
    static AskForMore askForMore(
            Account account, VerifiedAssertion assertion, Ceremony ceremony, Decision.StepUp decision) {
        return new AskForMore(
                account,
                decision.id(),
                Ticket.SIGN_IN,
                ceremony.mode(),
                Doorway.WEB,
                decision.methods().stream()
                        .flatMap(method -> Method.of(method.id()).stream())
                        .toList(),
                ceremony.binding(),
                Optional.of(assertion.credential()),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Assurance.passkey(assertion.userVerified(), assertion.at())),
                assertion.at());
    }

    /** Which of the offered checks an assertion is; empty when none was that. */
    static Optional<Method> methodOf(Ticket ticket, VerifiedAssertion assertion) {
        if (!assertion.credentialCreatedAt().isBefore(ticket.askedAt())) {
            return Optional.empty();
        }
        boolean another =
                ticket.credential().isPresent() && !ticket.credential().get().equals(assertion.credential());
        return Stream.<Method>of(new Method.OtherPasskey(), new Method.FreshPasskey())
                .filter(method -> another || method instanceof Method.FreshPasskey)
                .filter(ticket::offers)
                .findFirst();
    }

    /** An entry about an attempt; {@code passkey} is the one it was made with. */
    static Entry entry(Event event, Account account, Decision decision, Browser browser, PasskeyName passkey) {
        Map<String, String> facts = Map.of(
                "decision", decision.id().toString(),
                "level", decision.level(),
                "reason", decision.reasons().getFirst().code());
        PrivateFacts privately = browser.device()
                .and(PrivateFacts.PROVIDER, passkey.provider())
                .and(
                        PrivateFacts.NICKNAME,
                        passkey.closedNickname().flatMap(closed -> account.key().open(PasskeyView.NICKNAME, closed)));
        return Entry.about(account.relyingParty(), event, account.id(), facts).with(privately.close(account.key()));
    }
}
