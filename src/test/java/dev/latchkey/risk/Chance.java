package dev.latchkey.risk;

import java.util.Random;

/** Seeded chance: accounts and attempts of every sort, so that a property is tried where nobody would think to look. */
final class Chance {
    private final Random random;

    Chance(long seed) {
        random = new Random(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean half() {
        return random.nextBoolean();
    }

    /** Returns an account with 0 to 30 sign-ins behind it. */
    Profile profile() {
        Profile profile = Profile.EMPTY;
        long at = Ana.START;
        for (int i = below(30); i > 0; i--) {
            at += below(20) * 40_000L;
            profile = profile.learn(facts(at, 3).build(), at);
        }
        return profile;
    }

    /** Returns an attempt whose values come from few or many; sometimes unknown, sometimes withheld. */
    FactsBuilder facts(long at, int values) {
        return Facts.at(at, Activity.values()[below(5)])
                .country(value(100, values, false))
                .asn(value(200, values, false))
                .net(value(300, values, false))
                .latitude(half() ? Float.NaN : below(180) - 90)
                .longitude(below(360) - 180)
                .os(value(400, values, true))
                .browser(value(500, values, true))
                .browserMajor(below(60) == 0 ? Facts.MAJOR_WITHHELD : 100 + below(40))
                .deviceType(value(600, values, true))
                .device(value(700, values, true))
                .continuity(Continuity.values()[below(6)])
                .credential(value(800, values, false))
                .backupEligible(half())
                .backedUp(half())
                .backupChanged(below(10) == 0)
                .userVerified(below(10) > 0)
                .provider(value(900, values, false))
                .providerRevoked(below(20) == 0)
                .attachment(below(4))
                .counterRegressed(below(20) == 0)
                .hintContradiction(below(20) == 0)
                .credentialAgeSeconds(below(10) == 0 ? -1 : below(1_000_000))
                .accountAgeSeconds(below(10) == 0 ? -1 : below(10_000_000))
                .sinceRecoverySeconds(below(2) == 0 ? -1 : below(1_000_000))
                .sessionAgeSeconds(below(2) == 0 ? -1 : below(10_000))
                .failuresOfAccount(below(4))
                .failuresOfNetwork(below(10))
                .failuresOfDevice(below(3))
                .amount(below(1_000))
                .newPayee(half());
    }

    private long value(int from, int values, boolean hideable) {
        int drawn = below(12);
        if (drawn == 0) {
            return Facts.UNKNOWN;
        }
        return drawn == 1 && hideable ? Facts.WITHHELD : from + below(values);
    }
}
