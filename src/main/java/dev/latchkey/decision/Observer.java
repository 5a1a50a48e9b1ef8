package dev.latchkey.decision;

import dev.latchkey.decision.place.DeviceProof;
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
 * withhold it: the price of a no is more questions, and never fewer.
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
     * @param marks every mark the device showed, such as its key and its cookie
     */
    record Observed(Facts facts, Profile profile, List<Long> marks) {
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
        if (!profile.recognises(named(attempt, client, hash, client.deviceKey()).build())) {
            for (FactHash former : hashes.former(relyingParty, attempt.at())) {
                known = inTermsOf(attempt, known, client, hash, former);
            }
        }
        Facts facts = facts(attempt, history, policy, known, client, hash);
        long given = attempt.client()
                .givenCookie()
                .map(cookie -> hash.of(Kind.DEVICE_COOKIE, cookie.toArray()))
                .orElse(Facts.UNKNOWN);
        return new Observed(facts, known, List.of(client.deviceKey(), client.deviceCookie(), given));
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
            FactHash hash) {
        long device = profile.knowsDevice(client.deviceKey())
                        || !profile.knowsDevice(client.deviceCookie()) && isShown(client.deviceKey())
                ? client.deviceKey()
                : client.deviceCookie();
        Continuity continuity = continuity(attempt, profile, client);
        FactsBuilder facts = named(attempt, client, hash, continuity == Continuity.UNKNOWN ? Facts.UNKNOWN : device);
        facts.latitude(attempt.client().place().latitude())
                .longitude(attempt.client().place().longitude())
                .browserMajor(major(attempt.client().agent().browser()))
                .hintContradiction(attempt.client().agent().hintContradiction())
                .continuity(continuity);
        if (!history.profiling()) {
            facts.country(Facts.WITHHELD)
                    .asn(Facts.WITHHELD)
                    .net(Facts.WITHHELD)
                    .os(Facts.WITHHELD)
                    .browser(Facts.WITHHELD)
                    .browserMajor(Facts.MAJOR_WITHHELD)
                    .deviceType(Facts.WITHHELD)
                    .latitude(Float.NaN)
                    .longitude(Float.NaN);
        }
        attempt.passkey().ifPresent(passkey -> passkey(facts, passkey, attempt.at()));
        return facts.accountAgeSeconds(seconds(attempt.account().createdAt(), attempt.at()))
                .sinceRecoverySeconds(history.recoveredAt()
                        .map(at -> seconds(at, attempt.at()))
                        .orElse(-1L))
                .sessionAgeSeconds(attempt.session()
                        .map(session -> seconds(session.since(), attempt.at()))
                        .orElse(-1L))
                .failuresOfAccount(failures.of(FailedTries.keyOf(attempt.account().id())))
                .failuresOfNetwork(failures.of(client.network()))
                .failuresOfDevice(Math.max(failures.of(client.deviceKey()), failures.of(client.deviceCookie())))
                .amount(amount(attempt.stake(), policy))
                .build();
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

    /**
     * Whether the device is one that is known: in a session the one that opened it, otherwise one of the account's. A
     * session whose device left no mark is like any other afterwards; one that left some has to show it again.
     */
    private static Continuity continuity(Attempt attempt, Profile profile, HashedFacts client) {
        ClientFacts facts = attempt.client();
        if (!facts.direct() && facts.deviceCookie().isEmpty()) {
            return Continuity.UNKNOWN; // the app's back end does not say
        }
        if (facts.deviceProof() instanceof DeviceProof.Refused) {
            return Continuity.WITHHELD; // whoever sends a forged proof gains nothing by a cookie that may be as stolen
        }
        return attempt.session().isPresent()
                ? inSession(attempt, attempt.session().get().device())
                : atSignIn(facts, profile, client);
    }

    private static Continuity inSession(Attempt attempt, DeviceMarks marks) {
        if (marks.hasKeyOf(attempt.client())) {
            return Continuity.PROVEN;
        }
        if (marks.cookie().isPresent()) {
            return marks.hasCookieOf(attempt.client()) ? Continuity.COOKIE : Continuity.CHANGED;
        }
        // Options are asked for without a proof; a refresh can prove the key and does.
        return marks.key().isPresent() && attempt.action().equals(Action.REFRESH)
                ? Continuity.CHANGED
                : Continuity.UNKNOWN;
    }

    private static Continuity atSignIn(ClientFacts facts, Profile profile, HashedFacts client) {
        boolean shown = facts.deviceCookie().isPresent() || facts.deviceProof() instanceof DeviceProof.Proven;
        if (!profile.knowsAnyDevice()) {
            return Continuity
                    .UNKNOWN; // an account of clients that keep neither keys nor cookies: there is no more to it
        }
        if (profile.knowsDevice(client.deviceKey())) {
            return Continuity.PROVEN;
        }
        if (profile.knowsDevice(client.deviceCookie())) {
            return Continuity.COOKIE;
        }
        return shown ? Continuity.NEW : Continuity.WITHHELD;
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
