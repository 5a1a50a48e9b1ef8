package dev.latchkey.risk;

import java.util.Random;

/** A customer with habits: two months of sign-ins from one home, one telephone, one synced passkey. */
final class Ana {
    static final long DAY = 86_400;
    static final long START = 1_767_225_600L;
    static final long NOW = START + 61 * DAY;

    static final long HOME_COUNTRY = 101;
    static final long HOME_OPERATOR = 102;
    static final long HOME_NETWORK = 103;
    static final long PHONE_SYSTEM = 104;
    static final long PHONE_BROWSER = 105;
    static final long PHONE_TYPE = 106;
    static final long PHONE = 107;
    static final long PASSKEY = 108;
    static final long PROVIDER = 109;

    /** Values that Ana never showed. */
    static final long STRANGE = 900;

    static final Population EVERYBODY = everybody();
    static final Profile PROFILE = profile(60);

    private Ana() {}

    /** Returns what an ordinary sign-in of hers shows. */
    static FactsBuilder usual(long at) {
        return Facts.at(at, Activity.SIGN_IN)
                .country(HOME_COUNTRY)
                .asn(HOME_OPERATOR)
                .net(HOME_NETWORK)
                .latitude(60)
                .longitude(10)
                .os(PHONE_SYSTEM)
                .browser(PHONE_BROWSER)
                .browserMajor(120)
                .deviceType(PHONE_TYPE)
                .device(PHONE)
                .continuity(Continuity.PROVEN)
                .credential(PASSKEY)
                .backupEligible(true)
                .backedUp(true)
                .userVerified(true)
                .provider(PROVIDER)
                .attachment(Facts.ATTACHMENT_PLATFORM)
                .credentialAgeSeconds(at - START + 30 * DAY)
                .accountAgeSeconds(at - START + 30 * DAY);
    }

    static FactsBuilder usual() {
        return usual(NOW);
    }

    static Profile profile(int days) {
        Profile profile = Profile.EMPTY;
        for (int day = 0; day < days; day++) {
            long at = START + day * DAY;
            profile = profile.learn(usual(at).build(), at);
        }
        return profile;
    }

    static Evidence evidence(Facts facts) {
        return Evidence.of(facts, PROFILE, EVERYBODY);
    }

    static Risk risk() {
        return new Risk(Model.current());
    }

    static double score(FactsBuilder facts) {
        return risk().score(evidence(facts.build()));
    }

    private static Population everybody() {
        PopulationBuilder builder = new PopulationBuilder();
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            boolean home = random.nextInt(3) == 0;
            builder.add(usual(NOW)
                    .country(home ? HOME_COUNTRY : 200 + random.nextInt(8))
                    .asn(home ? HOME_OPERATOR : 300 + random.nextInt(40))
                    .net(home ? HOME_NETWORK : 400 + random.nextInt(300))
                    .os(random.nextInt(3) == 0 ? PHONE_SYSTEM : 500 + random.nextInt(4))
                    .browser(random.nextInt(3) == 0 ? PHONE_BROWSER : 510 + random.nextInt(4))
                    .deviceType(random.nextInt(2) == 0 ? PHONE_TYPE : 520 + random.nextInt(2))
                    .build());
        }
        return builder.build(1);
    }
}
