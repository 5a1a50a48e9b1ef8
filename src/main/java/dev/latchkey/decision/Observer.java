package dev.latchkey.decision;

import dev.latchkey.decision.place.FactHash;
import dev.latchkey.decision.place.FactHash.Kind;
import dev.latchkey.decision.place.FactHashes;
import dev.latchkey.decision.place.Family;
import dev.latchkey.decision.place.HashedFacts;
import dev.latchkey.decision.policy.PolicyInForce;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.risk.Continuity;
import dev.latchkey.risk.Facts;
import dev.latchkey.risk.FactsBuilder;
import dev.latchkey.risk.Profile;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Turns an attempt into the scorer's facts. What the owner does not want learned counts as withheld, as the client would
 * withhold it: the price of a no is more questions, and never fewer. On a device of theirs the account is as one that is
 * new; on any other all that it ever showed of devices and passkeys speaks against a stranger, as it did before the no.
 */
@Singleton
final class Observer {
    private final FactHashes hashes;
    private final Failures failures;

    Observer(FactHashes hashes, Failures failures) {
        this.hashes = hashes;
        this.failures = failures;
    }

    /**
     * What was seen, and the profile it is held against.
     *
     * @param facts under today's hashes
     * @param profile in the same terms
     * @param lesson what may be learned of it
     * @param kept the profile it is learned into
     * @param marks every mark the device showed, such as its key and its cookie
     * @param payee the hash of who is paid; unknown when nobody is
     */
    record Observed(Facts facts, Profile profile, Facts lesson, Profile kept, List<Long> marks, long payee) {
        @Override
        public String toString() {
            return "Observed[redacted]";
        }
    }

    Observed observe(Attempt attempt, History history, Profile profile, PolicyInForce policy) {
        RelyingPartyId relyingParty = attempt.relyingParty().id();
        FactHash hash = hashes.current(relyingParty, attempt.at());
        HashedFacts client = Hashing.of(hash, attempt.client());
        Profile known = profile;
        if (!recognised(attempt, profile, client, hash)) {
            for (FactHash former : hashes.former(relyingParty, attempt.at())) {
                known = inTermsOf(attempt, known, client, hash, former);
            }
        }
        Continuity continuity = KnownDevice.of(attempt, known, client);
        Facts facts = facts(attempt, history, policy, known, client, hash, continuity);
        Facts lesson = history.profiling() ? facts : Silence.unlearned(facts);
        Profile against = known;
        if (!history.profiling()) {
            boolean theirs = KnownDevice.speaksFor(attempt, known, continuity);
            facts = Silence.withheld(facts);
            against = theirs ? known.devicesAlone() : known;
        }
        long given = attempt.client()
                .givenCookie()
                .map(cookie -> hash.of(Kind.DEVICE_COOKIE, cookie.toArray()))
                .orElse(Facts.UNKNOWN);
        return new Observed(
                facts,
                against,
                lesson,
                known,
                List.of(client.deviceKey(), client.deviceCookie(), given),
                payee(attempt, hash));
    }

    /** Whether all that is shown is known under today's hash, either mark of the device included. */
    private static boolean recognised(Attempt attempt, Profile profile, HashedFacts client, FactHash hash) {
        return profile.recognises(
                        named(attempt, client, hash, client.deviceKey()).build())
                && profile.recognises(
                        named(attempt, client, hash, client.deviceCookie()).build());
    }

    /** What is new under today's hash may be known under the one before: then it is counted under today's from now on. */
    private static Profile inTermsOf(
            Attempt attempt, Profile profile, HashedFacts now, FactHash present, FactHash former) {
        HashedFacts before = Hashing.of(former, attempt.client());
        return profile.inTermsOf(
                        named(attempt, now, present, now.deviceKey()).build(),
                        named(attempt, before, former, before.deviceKey()).build())
                .inTermsOf(
                        named(attempt, now, present, now.deviceCookie()).build(),
                        named(attempt, before, former, before.deviceCookie()).build());
    }

    /** The facts that have names, under one hash. */
    private static FactsBuilder named(Attempt attempt, HashedFacts client, FactHash hash, long device) {
        FactsBuilder facts = Facts.at(
                        attempt.at().getEpochSecond(), attempt.action().activity())
                .country(client.country())
                .asn(client.asn())
                .net(client.site())
                .os(client.os())
                .browser(client.browser())
                .deviceType(client.deviceType())
                .device(device);
        attempt.passkey()
                .ifPresent(passkey -> facts.credential(hash.of(
                                Kind.CREDENTIAL, passkey.credential().value().toArray()))
                        .provider(hash.of(Kind.PROVIDER, passkey.aaguid().toString())));
        return facts;
    }

    private Facts facts(
            Attempt attempt,
            History history,
            PolicyInForce policy,
            Profile profile,
            HashedFacts client,
            FactHash hash,
            Continuity continuity) {
        long device = profile.knowsDevice(client.deviceKey())
                        || !profile.knowsDevice(client.deviceCookie()) && isShown(client.deviceKey())
                ? client.deviceKey()
                : client.deviceCookie();
        FactsBuilder facts = named(attempt, client, hash, continuity == Continuity.UNKNOWN ? Facts.UNKNOWN : device);
        facts.latitude(attempt.client().place().latitude())
                .longitude(attempt.client().place().longitude())
                .browserMajor(major(attempt.client().agent().browser()))
                .hintContradiction(attempt.client().agent().hintContradiction())
                .continuity(continuity);
        attempt.passkey().ifPresent(passkey -> {
            passkey(facts, passkey, attempt.at());
            facts.providerRevoked(policy.document().rules().revokes(passkey.aaguid()));
        });
        return facts.accountAgeSeconds(seconds(attempt.account().createdAt(), attempt.at()))
                .sinceRecoverySeconds(history.recoveredAt()
                        .map(at -> seconds(at, attempt.at()))
                        .orElse(-1L))
                .sessionAgeSeconds(attempt.session()
                        .map(session -> seconds(session.since(), attempt.at()))
                        .orElse(-1L))
                .failuresOfAccount(
                        failures.of(FailedTries.keyOf(attempt.account().id())))
                .failuresOfNetwork(failures.of(client.network()))
                .failuresOfDevice(Math.max(failures.of(client.deviceKey()), failures.of(client.deviceCookie())))
                .amount(amount(attempt.stake(), policy))
                .newPayee(isNewPayee(attempt, history, hash))
                .build();
    }

    /** Who is not named where money moves is as new as anybody could be. */
    private boolean isNewPayee(Attempt attempt, History history, FactHash hash) {
        if (attempt.stake().payee().isEmpty()) {
            return attempt.stake().amount().isPresent();
        }
        Payees known = history.payees(attempt.account().key());
        return !known.knows(payee(attempt, hash))
                && hashes.former(attempt.relyingParty().id(), attempt.at()).stream()
                        .noneMatch(former -> known.knows(payee(attempt, former)));
    }

    private static long payee(Attempt attempt, FactHash hash) {
        return attempt.stake().payee().map(name -> hash.of(Kind.PAYEE, name)).orElse(Facts.UNKNOWN);
    }

    private static void passkey(FactsBuilder facts, PasskeyFacts passkey, Instant at) {
        facts.backupEligible(passkey.backupEligible())
                .backedUp(passkey.backedUp())
                .backupChanged(passkey.backupChanged())
                .userVerified(passkey.userVerified())
                .counterRegressed(!passkey.counterGrew())
                .attachment(attachment(passkey.attachment()))
                .credentialAgeSeconds(seconds(passkey.createdAt(), at));
    }

    private static int attachment(Optional<String> attachment) {
        return attachment
                .map(said -> said.equals("platform") ? Facts.ATTACHMENT_PLATFORM : Facts.ATTACHMENT_CROSS_PLATFORM)
                .orElse(Facts.ATTACHMENT_UNKNOWN); // older browsers do not say (WebAuthn L3 §5.1, optional)
    }

    private static int major(Family browser) {
        return switch (browser.told()) {
            case SAID -> browser.major() < 0 ? Facts.MAJOR_UNKNOWN : browser.major();
            case WITHHELD -> Facts.MAJOR_WITHHELD;
            case UNKNOWN -> Facts.MAJOR_UNKNOWN;
        };
    }

    private static double amount(Stake stake, PolicyInForce policy) {
        return stake.amount()
                .map(money -> policy.document()
                        .inOwnCurrency(money)
                        .map(BigDecimal::doubleValue)
                        .orElse(Double.MAX_VALUE))
                .orElse(0.0);
    }

    private static boolean isShown(long value) {
        return value != Facts.UNKNOWN && value != Facts.WITHHELD;
    }

    private static long seconds(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toSeconds());
    }
}
