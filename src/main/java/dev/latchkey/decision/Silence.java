package dev.latchkey.decision;

import dev.latchkey.risk.Facts;
import dev.latchkey.risk.FactsBuilder;

/**
 * What becomes of facts whose owner wants nothing learned of places and clients. What we failed to learn stays unknown:
 * the owner kept nothing back there.
 */
final class Silence {
    private Silence() {}

    /** Returns the facts as they are judged: withheld. */
    static Facts withheld(Facts facts) {
        return silent(facts, Facts.WITHHELD)
                .browserMajor(facts.browser() == Facts.UNKNOWN ? facts.browserMajor() : Facts.MAJOR_WITHHELD)
                .keptBack(true)
                .build();
    }

    /** Returns the facts as they are learned: not at all, so that hiding does not become usual either. */
    static Facts unlearned(Facts facts) {
        return silent(facts, Facts.UNKNOWN)
                .latitude(Float.NaN)
                .longitude(Float.NaN)
                .build();
    }

    private static FactsBuilder silent(Facts facts, long instead) {
        return facts.but()
                .country(in(facts.country(), instead))
                .asn(in(facts.asn(), instead))
                .net(in(facts.net(), instead))
                .os(in(facts.os(), instead))
                .browser(in(facts.browser(), instead))
                .browserMajor(Facts.MAJOR_UNKNOWN)
                .deviceType(in(facts.deviceType(), instead));
    }

    private static long in(long fact, long instead) {
        return fact == Facts.UNKNOWN ? Facts.UNKNOWN : instead;
    }
}
