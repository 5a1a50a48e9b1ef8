package dev.latchkey.signin;

import dev.latchkey.account.Account;
import dev.latchkey.account.PrivateFacts;
import dev.latchkey.audit.Entry;
import dev.latchkey.audit.Event;
import dev.latchkey.decision.Action;
import dev.latchkey.decision.Attempt;
import dev.latchkey.decision.Decision;
import dev.latchkey.passkey.NewPasskey;
import dev.latchkey.passkey.PasskeyName;
import dev.latchkey.passkey.PasskeyView;
import dev.latchkey.passkey.VerifiedAssertion;
import dev.latchkey.relyingparty.RelyingParty;
import java.util.Map;
import java.util.Optional;

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
