package dev.latchkey.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.decision.policy.Policies;
import dev.latchkey.risk.Activity;
import dev.latchkey.risk.Assessment;
import dev.latchkey.risk.Continuity;
import dev.latchkey.risk.Evidence;
import dev.latchkey.risk.Facts;
import dev.latchkey.risk.FactsBuilder;
import dev.latchkey.risk.Model;
import dev.latchkey.risk.Policy;
import dev.latchkey.risk.Population;
import dev.latchkey.risk.PopulationBuilder;
import dev.latchkey.risk.Profile;
import dev.latchkey.risk.Risk;
import dev.latchkey.risk.Verdict;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Random;
import org.jboss.logging.Logger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How often the release's own policy asks people who are nobody but themselves. Ten persons of each kind sign in a hundred
 * times, every day or two; whoever is asked passes. The simulation knows nothing of the model.
 */
@QuarkusTest
class PersonasTest {
    private static final Logger LOG = Logger.getLogger(PersonasTest.class);
    private static final int PEOPLE = 10;
    private static final int SIGN_INS = 100;
    private static final long DAY = 86_400;
    private static final long START = 1_767_225_600L; // 1 January 2026
    private static final Population EVERYBODY = everybody();

    @Inject
    Policies policies;

    /** A kind of person, and how many of their 1,000 sign-ins may be asked at most. */
    enum Persona {
        /** One device, one network. */
        HABITUAL(0),
        /** One device, at home and on a mobile network; seen: 0. */
        TWO_NETWORKS(0),
        /** Hides browser, system and device at every sign-in, so that nothing is new in it; seen: 0. */
        CAUTIOUS(0),
        /** Another country each week or so, always the same device, which proves its key; seen: 0. */
        TRAVELLER(10),
        /** The same by a cookie, which can be copied; seen: 190, at each new country. Beyond the budget, and meant so. */
        TRAVELLER_BY_COOKIE(200),
        /** The same on a device that shows no mark at all; seen: 1. */
        TRAVELLER_WITHOUT_MARKS(10),
        /** A synced passkey on a new telephone after half the time; seen: 10, once for each person. */
        NEW_PHONE(10),
        /** A telephone of their own and the family's computer, in turns; seen: 0. */
        HOUSEHOLD(10);

        private final int most;

        Persona(int most) {
            this.most = most;
        }
    }

    @ParameterizedTest
    @EnumSource
    void anOwnerIsAskedNoOftenerThanThis(Persona persona) {
        int asked = 0;
        int refused = 0;
        for (int person = 0; person < PEOPLE; person++) {
            Tally tally = live(persona, new Random(person + 1));
            asked += tally.asked();
            refused += tally.refused();
        }

        LOG.infof("persona=%s asked=%d refused=%d of=%d", persona, asked, refused, PEOPLE * SIGN_INS);
        assertThat(asked).isBetween(0, persona.most);
        assertThat(refused).isZero();
    }

    private record Tally(int asked, int refused) {}

    private Tally live(Persona persona, Random random) {
        Risk risk = new Risk(Model.current());
        Profile profile = Profile.EMPTY;
        int asked = 0;
        int refused = 0;
        long at = START + 8 * 3_600;
        long home = 1_000 + random.nextInt(100_000);
        for (int i = 0; i < SIGN_INS; i++) {
            at += (1 + random.nextInt(2)) * DAY;
            long now = at + (long) (random.nextGaussian() * 2 * 3_600);
            Facts facts = signIn(persona, profile, random, home, i, now);
            Evidence evidence = Evidence.of(facts, profile, EVERYBODY);
            Policy policy = policies.comingWithTheRelease().ruleFor("sign_in", evidence.segment());
            Assessment assessment = risk.assess(evidence, policy, policy.allowed());
            asked += assessment.verdict() == Verdict.STEP_UP ? 1 : 0;
            refused += assessment.verdict() == Verdict.DENY ? 1 : 0;
            profile = profile.learn(facts, now);
            profile = profile.knowsDevice(facts.device()) ? profile : profile.alsoOn(facts.device());
        }
        return new Tally(asked, refused);
    }

    private static Facts signIn(Persona persona, Profile profile, Random random, long home, int i, long now) {
        FactsBuilder usual = Facts.at(now, Activity.SIGN_IN)
                .country(10)
                .asn(20 + home % 5)
                .net(home)
                .latitude(48)
                .longitude(11.5f)
                .os(31)
                .browser(41)
                .browserMajor(140 + i / 25)
                .deviceType(51)
                .device(home + 1)
                .credential(home + 2)
                .provider(61)
                .backupEligible(true)
                .backedUp(true)
                .userVerified(true)
                .attachment(Facts.ATTACHMENT_PLATFORM)
                .credentialAgeSeconds(now - START + 30 * DAY)
                .accountAgeSeconds(now - START + 30 * DAY);
        return switch (persona) {
            case HABITUAL -> on(usual, profile, home + 1);
            case TWO_NETWORKS ->
                on(random.nextInt(3) == 0 ? usual.asn(27).net(7_000 + random.nextInt(40)) : usual, profile, home + 1);
            case CAUTIOUS ->
                usual.os(Facts.WITHHELD)
                        .browser(Facts.WITHHELD)
                        .browserMajor(Facts.MAJOR_WITHHELD)
                        .deviceType(Facts.WITHHELD)
                        .device(Facts.UNKNOWN)
                        .continuity(Continuity.UNKNOWN) // an account without any marks, as Observer says
                        .build();
            case TRAVELLER -> on(abroad(usual, i), profile, home + 1);
            case TRAVELLER_BY_COOKIE -> byCookie(on(abroad(usual, i), profile, home + 1));
            case TRAVELLER_WITHOUT_MARKS ->
                abroad(usual, i)
                        .device(Facts.UNKNOWN)
                        .continuity(Continuity.UNKNOWN)
                        .build();
            case NEW_PHONE ->
                i < SIGN_INS / 2
                        ? on(usual, profile, home + 1)
                        : on(usual.os(32).browser(42).browserMajor(18), profile, home + 5);
            case HOUSEHOLD ->
                random.nextInt(2) == 0
                        ? on(usual, profile, home + 1)
                        : on(usual.os(33).browser(43).browserMajor(130 + i / 25).deviceType(52), profile, home + 9);
        };
    }

    private static FactsBuilder abroad(FactsBuilder usual, int i) {
        return usual.country(100 + i / 5)
                .asn(200 + i / 5)
                .net(300 + i / 2)
                .latitude((i / 5 * 37) % 60)
                .longitude((i / 5 * 71) % 180);
    }

    private static Facts byCookie(Facts facts) {
        return facts.continuity() == Continuity.PROVEN
                ? facts.but().continuity(Continuity.COOKIE).build()
                : facts;
    }

    /** On a device with a key: proven once the profile knows it, and not looked at before there are any. */
    private static Facts on(FactsBuilder facts, Profile profile, long device) {
        if (!profile.knowsAnyDevice()) {
            return facts.device(device).continuity(Continuity.UNKNOWN).build();
        }
        return facts.device(device)
                .continuity(profile.knowsDevice(device) ? Continuity.PROVEN : Continuity.NEW)
                .build();
    }

    private static Population everybody() {
        PopulationBuilder counts = new PopulationBuilder();
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            counts.add(Facts.at(START, Activity.SIGN_IN)
                    .country(random.nextInt(4) == 0 ? 100 + random.nextInt(20) : 10)
                    .asn(20 + random.nextInt(8))
                    .net(1_000 + random.nextInt(100_000))
                    .os(31 + random.nextInt(4))
                    .browser(41 + random.nextInt(4))
                    .deviceType(51 + random.nextInt(2))
                    .build());
        }
        return counts.build(1);
    }
}
