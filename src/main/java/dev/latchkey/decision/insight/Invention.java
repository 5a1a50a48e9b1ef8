package dev.latchkey.decision.insight;

import dev.latchkey.decision.Action;
import dev.latchkey.decision.Situation;
import dev.latchkey.decision.Situation.Judging;
import dev.latchkey.decision.policy.HardRules;
import dev.latchkey.decision.policy.Money;
import dev.latchkey.decision.policy.PolicyInForce;
import dev.latchkey.risk.Activity;
import dev.latchkey.risk.Continuity;
import dev.latchkey.risk.Evidence;
import dev.latchkey.risk.Facts;
import dev.latchkey.risk.FactsBuilder;
import dev.latchkey.risk.Population;
import dev.latchkey.risk.PopulationBuilder;
import dev.latchkey.risk.Profile;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Turns an invented attempt into what a real one is judged by: an account that signed in once a day and always alike, and
 * an attempt that differs from that as told. Rules by lists of networks, countries or authenticators are not touched.
 */
final class Invention {
    private static final long COUNTRY = 101;
    private static final long OPERATOR = 201;
    private static final long NETWORK = 301;
    private static final long SYSTEM = 401;
    private static final long BROWSER = 501;
    private static final long DEVICE_TYPE = 551;
    private static final long DEVICE = 601;
    private static final long CREDENTIAL = 701;
    private static final long PROVIDER = 801;

    /** Added to a value, makes the other one: what two in a hundred customers show. */
    private static final long OTHER = 1;

    private static final int MAJOR = 140;
    private static final float[] HOME = {48.1f, 11.6f};
    private static final float[] CITY = {52.5f, 13.4f};
    private static final float[] ABROAD = {-23.5f, -46.6f};
    private static final long DAY = 86_400;
    private static final long HOUR = 3_600;
    private static final long YEAR = 365 * DAY;
    private static final long SESSION = 600;

    /** A day at noon; which one does not matter. */
    private static final long NOW = 20_000 * DAY + 12 * HOUR;

    private static final Population POPULATION = population();

    private final Invented attempt;
    private final Activity activity;

    Invention(Invented attempt) {
        this.attempt = attempt;
        this.activity = PolicyInForce.activity(attempt.action());
    }

    /** Half of everybody is like the account, two in a hundred like the stranger; the rest is spread. */
    private static Population population() {
        PopulationBuilder counting = new PopulationBuilder();
        for (int i = 0; i < 1_000; i++) {
            long other = i < 500 ? 0 : i < 520 ? OTHER : 10 + i % 40;
            counting.add(Facts.at(NOW, Activity.SIGN_IN)
                    .country(COUNTRY + other)
                    .asn(OPERATOR + other)
                    .net(NETWORK + (i < 500 ? i / 5 : 1_000 + i))
                    .os(SYSTEM + other)
                    .browser(BROWSER + other)
                    .deviceType(DEVICE_TYPE + (i < 500 ? 0 : OTHER))
                    .credential(CREDENTIAL + 100 + i)
                    .provider(PROVIDER + other)
                    .build());
        }
        return counting.build(0);
    }

    private long at() {
        return attempt.hour() == Invented.Hour.UNUSUAL ? NOW + 12 * HOUR : NOW;
    }

    Evidence evidence() {
        Profile profile = Profile.EMPTY;
        for (int i = attempt.signIns() - 1; i >= 0; i--) {
            long day = NOW - (attempt.lastSeenDays() + i) * DAY;
            profile = profile.learn(usual(day).build(), day);
        }
        return Evidence.of(facts(), profile, POPULATION);
    }

    /** A sign-in as the account always makes it. */
    private FactsBuilder usual(long when) {
        boolean synced = attempt.passkey() != Invented.Passkey.USUAL_BOUND;
        FactsBuilder facts = Facts.at(when, Activity.SIGN_IN)
                .country(COUNTRY)
                .asn(OPERATOR)
                .net(NETWORK)
                .latitude(HOME[0])
                .longitude(HOME[1])
                .os(SYSTEM)
                .browser(BROWSER)
                .browserMajor(MAJOR)
                .deviceType(DEVICE_TYPE)
                .credential(CREDENTIAL)
                .provider(PROVIDER)
                .backupEligible(synced)
                .backedUp(synced)
                .attachment(Facts.ATTACHMENT_PLATFORM)
                .credentialAgeSeconds(YEAR)
                .accountAgeSeconds(YEAR);
        return switch (attempt.usually()) {
            case KEY -> facts.device(DEVICE).continuity(Continuity.PROVEN);
            case COOKIE -> facts.device(DEVICE).continuity(Continuity.COOKIE);
            case NEITHER -> facts;
        };
    }

    private Facts facts() {
        FactsBuilder facts = as(usual(at()).build());
        place(facts);
        client(facts);
        device(facts);
        passkey(facts);
        attempt.amount().map(BigDecimal::doubleValue).ifPresent(facts::amount);
        attempt.recoveredHours().ifPresent(hours -> facts.sinceRecoverySeconds(hours * HOUR));
        return facts.failuresOfAccount(attempt.failures())
                .sessionAgeSeconds(
                        activity == Activity.SIGN_IN && !isRefresh() || activity == Activity.RECOVERY
                                ? Facts.NO_AGE
                                : SESSION)
                .build();
    }

    /** The same facts of another activity. */
    private FactsBuilder as(Facts usual) {
        return Facts.at(usual.at(), activity)
                .country(usual.country())
                .asn(usual.asn())
                .net(usual.net())
                .latitude(usual.latitude())
                .longitude(usual.longitude())
                .os(usual.os())
                .browser(usual.browser())
                .browserMajor(usual.browserMajor())
                .deviceType(usual.deviceType())
                .accountAgeSeconds(usual.accountAgeSeconds());
    }

    private void place(FactsBuilder facts) {
        switch (attempt.network()) {
            case USUAL -> {}
            case NEARBY -> facts.net(NETWORK + 5_000);
            case NEW -> facts.asn(OPERATOR + OTHER).net(NETWORK + 5_000);
            case UNKNOWN -> facts.asn(Facts.UNKNOWN).net(Facts.UNKNOWN);
        }
        switch (attempt.place()) {
            case USUAL -> {}
            case NEW_CITY -> facts.latitude(CITY[0]).longitude(CITY[1]);
            case NEW_COUNTRY ->
                facts.country(COUNTRY + OTHER)
                        .asn(OPERATOR + OTHER)
                        .net(NETWORK + 5_000)
                        .latitude(ABROAD[0])
                        .longitude(ABROAD[1]);
            case UNKNOWN ->
                facts.country(Facts.UNKNOWN)
                        .asn(Facts.UNKNOWN)
                        .latitude(Float.NaN)
                        .longitude(Float.NaN);
        }
    }

    private void client(FactsBuilder facts) {
        switch (attempt.browser()) {
            case USUAL -> {}
            case NEWER -> facts.browserMajor(MAJOR + 1);
            case OLDER -> facts.browserMajor(MAJOR - 10);
            case NEW -> facts.browser(BROWSER + OTHER);
            case HIDDEN -> facts.browser(Facts.WITHHELD).browserMajor(Facts.MAJOR_WITHHELD);
        }
        switch (attempt.system()) {
            case USUAL -> {}
            case NEW -> facts.os(SYSTEM + OTHER);
            case HIDDEN -> facts.os(Facts.WITHHELD);
        }
    }

    private void device(FactsBuilder facts) {
        switch (continuity()) {
            case PROVEN -> facts.device(DEVICE).continuity(Continuity.PROVEN);
            case COOKIE -> facts.device(DEVICE).continuity(Continuity.COOKIE);
            case NEW -> facts.device(DEVICE + OTHER).continuity(Continuity.NEW);
            case CHANGED -> facts.device(DEVICE + OTHER).continuity(Continuity.CHANGED);
            case WITHHELD -> facts.device(Facts.WITHHELD).continuity(Continuity.WITHHELD);
            case UNKNOWN -> facts.device(Facts.UNKNOWN).continuity(Continuity.UNKNOWN);
        }
    }

    /** Of an account whose devices show nothing, nothing can be told by them. */
    private Continuity continuity() {
        if (attempt.usually() == Invented.Usually.NEITHER || attempt.signIns() == 0) {
            return Continuity.UNKNOWN;
        }
        return switch (attempt.device()) {
            case PROVEN -> Continuity.PROVEN;
            case COOKIE -> Continuity.COOKIE;
            case STRANGE -> isRefresh() ? Continuity.CHANGED : Continuity.NEW;
            case HIDDEN -> isRefresh() ? Continuity.CHANGED : Continuity.WITHHELD;
        };
    }

    private void passkey(FactsBuilder facts) {
        if (isRefresh() || activity == Activity.RECOVERY || activity == Activity.CUSTOM) {
            return; // Made without one.
        }
        boolean synced = attempt.passkey() != Invented.Passkey.USUAL_BOUND;
        facts.credential(credential())
                .provider(attempt.passkey() == Invented.Passkey.NEW ? PROVIDER + OTHER : PROVIDER)
                .backupEligible(synced)
                .backedUp(synced)
                .userVerified(attempt.userVerified())
                .attachment(Facts.ATTACHMENT_PLATFORM)
                .credentialAgeSeconds(
                        attempt.passkeyHours().map(hours -> hours * HOUR).orElse(YEAR));
    }

    private long credential() {
        return switch (attempt.passkey()) {
            case USUAL_SYNCED, USUAL_BOUND -> CREDENTIAL;
            case OTHER -> CREDENTIAL + 1;
            case NEW -> CREDENTIAL + 2;
        };
    }

    /**
     * What the policy looks at beside the score.
     *
     * @param currency the one that the amount is in
     * @param prefersVerification whether the relying party prefers user verification rather than requiring it
     */
    Situation situation(String currency, boolean prefersVerification) {
        Instant now = Instant.ofEpochSecond(at());
        return new Situation(
                now,
                Action.of(attempt.action()),
                attempt.amount().map(value -> new Money(value, currency)),
                HardRules.Hits.NONE,
                attempt.reported() && !isRefresh() ? Optional.of(now.minus(Duration.ofDays(1))) : Optional.empty(),
                attempt.recoveredHours().map(hours -> now.minus(Duration.ofHours(hours))),
                attempt.passkeyHours().map(hours -> now.minus(Duration.ofHours(hours))),
                Optional.empty(),
                isRefresh() && (continuity() == Continuity.CHANGED || continuity() == Continuity.WITHHELD),
                activity == Activity.SIGN_IN && !isRefresh() && prefersVerification && !attempt.userVerified(),
                Optional.of(attempt.owned()),
                Judging.SCORED);
    }

    private boolean isRefresh() {
        return attempt.action().equals(Action.REFRESH.name());
    }
}
