package dev.latchkey.signin;

import dev.latchkey.account.Account;
import dev.latchkey.account.PrivateFacts;
import dev.latchkey.assurance.Assurance;
import dev.latchkey.audit.Entry;
import dev.latchkey.audit.Event;
import dev.latchkey.decision.Action;
import dev.latchkey.decision.Attempt;
import dev.latchkey.decision.ClientFacts;
import dev.latchkey.decision.Decision;
import dev.latchkey.decision.DeviceMarks;
import dev.latchkey.decision.PasskeyFacts;
import dev.latchkey.decision.SessionFacts;
import dev.latchkey.decision.Stake;
import dev.latchkey.id.Bytes;
import dev.latchkey.passkey.Ceremony;
import dev.latchkey.passkey.NewPasskey;
import dev.latchkey.passkey.PasskeyName;
import dev.latchkey.passkey.PasskeyView;
import dev.latchkey.passkey.VerifiedAssertion;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.secret.Digests;
import dev.latchkey.session.Session;
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
            RelyingParty relyingParty,
            Action action,
            Account account,
            VerifiedAssertion assertion,
            ClientFacts client) {
        return new Attempt(
                relyingParty,
                action,
                account,
                Optional.of(new PasskeyFacts(
                        assertion.credential(),
                        assertion.userVerified(),
                        assertion.backupEligible(),
                        assertion.backedUp(),
                        assertion.backupChanged(),
                        assertion.counterGrew(),
                        assertion.aaguid(),
                        assertion.attachment(),
                        assertion.credentialCreatedAt())),
                client,
                Optional.empty(),
                Stake.NONE,
                assertion.at());
    }

    static Attempt ofRegistration(
            RelyingParty relyingParty, Action action, Account account, NewPasskey passkey, ClientFacts client) {
        return new Attempt(
                relyingParty,
                action,
                account,
                Optional.of(new PasskeyFacts(
                        passkey.id(),
                        passkey.userVerified(),
                        passkey.backupEligible(),
                        passkey.backedUp(),
                        false,
                        true,
                        passkey.aaguid(),
                        passkey.attachment(),
                        passkey.createdAt())),
                client,
                Optional.empty(),
                Stake.NONE,
                passkey.createdAt());
    }

    /** What a decision needs to know of a session. */
    static SessionFacts session(Session session, Account account) {
        PrivateFacts device = session.device()
                .flatMap(closed -> PrivateFacts.open(account.key(), closed))
                .orElse(new PrivateFacts(Map.of()));
        return new SessionFacts(session.createdAt(), DeviceMarks.in(device));
    }

    /** What a sign-in proves: what was verified, or the lowest level where more was due and there was nothing to ask. */
    static Assurance proven(VerifiedAssertion assertion, Decision.Allow allowed) {
        Assurance passkey = Assurance.passkey(assertion.userVerified(), assertion.at());
        return allowed.limited() ? passkey.weakened() : passkey;
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
                Optional.empty(),
                assertion.at());
    }

    /** What a ticket for an action within a session is issued with. */
    static AskForMore askForMore(Attempt attempt, Session session, Decision.StepUp decision, Optional<Bytes> preLogin) {
        return new AskForMore(
                attempt.account(),
                decision.id(),
                attempt.action().name(),
                session.mode(),
                session.clientId(),
                decision.methods().stream()
                        .flatMap(method -> Method.of(method.id()).stream())
                        .toList(),
                preLogin.map(id -> Digests.sha256(id.toArray())),
                session.credential(),
                Optional.of(session.id()),
                Optional.empty(),
                Optional.of(session.assurance()),
                Optional.empty(),
                attempt.at());
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

    /** An entry about an attempt that was made without a passkey. */
    static Entry entry(Event event, Account account, Decision decision, Browser browser) {
        return entry(event, account, decision, browser, PasskeyName.NONE);
    }
}
