package dev.latchkey.risk;

import dev.latchkey.risk.signal.Column;
import dev.latchkey.risk.signal.Level;

/** Looks up the counts that the facts of one attempt ask for. */
final class Gathering {
    private static final float WITHHELD = -1;
    private static final float MOST_MAJORS_BACK = 20;
    /** Half the way round the earth, and a little. */
    private static final float FURTHEST = 20_038;

    private static final double DAY = 86_400;
    private static final Level[] LEVELS = Level.values();

    private final Facts facts;
    private final Profile profile;
    private final Population population;
    private final float factor;
    private final float[] numbers = new float[Column.COUNT];

    Gathering(Facts facts, Profile profile, Population population) {
        this.facts = facts;
        this.profile = profile;
        this.population = population;
        factor = profile.factor(facts.at());
    }

    float[] numbers() {
        put(Column.LOGINS, profile.logins * factor);
        put(Column.GAP_DAYS, profile.lastSeen() == 0 ? Float.NaN : (float) ((facts.at() - profile.lastSeen()) / DAY));
        for (int i = 0; i < LEVELS.length; i++) {
            level(LEVELS[i], Kind.at(i));
        }
        device();
        place();
        agent();
        credential();
        circumstances();
        return numbers;
    }

    private void level(Level level, Kind kind) {
        long value = kind.of(facts);
        put(level.own(), own(kind));
        put(level.fresh(), profile.novelties[kind.ordinal()] * factor);
        if (value == Facts.UNKNOWN) {
            return;
        }
        put(level.all(), everybody(kind));
        Kind parent = parent(kind);
        // What is kept back could be new within what is known best, where a new value is least expected.
        if (parent == kind || value == Facts.WITHHELD && facts.keptBack()) {
            put(level.ownParent(), profile.logins * factor);
            put(level.allParent(), (float) population.total());
        } else {
            put(level.ownParent(), Math.max(own(parent), 0));
            put(level.allParent(), population.count(parent, parent.of(facts)));
        }
    }

    /** Returns the nearest coarser kind that is known; the kind itself if there is none. */
    private Kind parent(Kind kind) {
        return switch (kind) {
            case NETWORK -> facts.asn() != Facts.UNKNOWN ? Kind.OPERATOR : known(Kind.COUNTRY, kind);
            case OPERATOR -> known(Kind.COUNTRY, kind);
            case BROWSER -> known(Kind.SYSTEM, kind);
            default -> kind;
        };
    }

    private Kind known(Kind coarser, Kind kind) {
        return coarser.of(facts) != Facts.UNKNOWN ? coarser : kind;
    }

    /** Returns the account's count of the value shown; unknown and withheld have numbers of their own. */
    private float own(Kind kind) {
        long value = kind.of(facts);
        if (value == Facts.UNKNOWN) {
            return Float.NaN;
        }
        return value == Facts.WITHHELD ? WITHHELD : profile.tables[kind.ordinal()].count(value) * factor;
    }

    private void device() {
        Continuity continuity = facts.device() == Facts.WITHHELD ? Continuity.WITHHELD : facts.continuity();
        put(Column.CONTINUITY, continuity.ordinal());
        put(Column.DEVICE_OWN, Kind.isShown(facts.device()) ? own(Kind.DEVICE) : 0);
        put(Column.DEVICE_NEW, profile.novelties[Kind.DEVICE.ordinal()] * factor);
        put(Column.UNPROVEN, profile.unproven * factor);
    }

    private void place() {
        boolean withheld = facts.keptBack()
                && profile.logins > 0
                && !Float.isNaN(facts.latitude())
                && !Float.isNaN(facts.longitude());
        put(Column.DISTANCE, withheld ? FURTHEST : profile.places.nearest(facts.latitude(), facts.longitude()));
        put(
                Column.TRAVEL,
                withheld
                        ? FURTHEST
                        : Places.distance(
                                profile.lastLatitude, profile.lastLongitude, facts.latitude(), facts.longitude()));
        put(Column.TRAVEL_HOURS, Math.max(facts.at() - profile.lastSeen(), 0) / 3_600f);
        put(Column.HOUR_OWN, profile.hours[Profile.hourBin(facts.at())] * factor);
    }

    private void agent() {
        put(Column.MAJORS_BACK, majorsBack());
        put(Column.HINT_CONTRADICTION, facts.hintContradiction());
    }

    private float majorsBack() {
        if (facts.browserMajor() == Facts.MAJOR_WITHHELD || Kind.BROWSER.of(facts) == Facts.WITHHELD) {
            return MOST_MAJORS_BACK;
        }
        if (facts.browserMajor() < 0 || Kind.BROWSER.of(facts) == Facts.UNKNOWN) {
            return Float.NaN;
        }
        int last = profile.tables[Kind.BROWSER.ordinal()].note(Kind.BROWSER.of(facts));
        return Math.clamp(last - facts.browserMajor(), 0, (int) MOST_MAJORS_BACK);
    }

    private void credential() {
        put(Column.CREDENTIAL_OWN, own(Kind.CREDENTIAL));
        put(Column.HOLDER_OWN, own(Kind.HOLDER));
        put(Column.HOLDER_ALL, everybody(Kind.PROVIDER_SYSTEM));
        put(Column.PROVIDER_ALL, everybody(Kind.PROVIDER));
        put(Column.SYNCED, facts.backupEligible());
        put(Column.BACKUP_CHANGED, facts.backupChanged());
        put(Column.VERIFIED, facts.userVerified());
        put(Column.VERIFIED_OWN, profile.verified * factor);
        put(Column.PROVIDER_OWN, own(Kind.PROVIDER));
        put(Column.PROVIDER_REVOKED, facts.providerRevoked());
        put(Column.ATTACHMENT, facts.attachment());
        put(Column.ATTACHMENT_OWN, Math.max(own(Kind.ATTACHMENT), 0));
        put(Column.COUNTER_REGRESSED, facts.counterRegressed());
    }

    private void circumstances() {
        put(Column.CREDENTIAL_AGE, age(facts.credentialAgeSeconds()));
        put(Column.ACCOUNT_AGE, age(facts.accountAgeSeconds()));
        put(Column.SINCE_RECOVERY, age(facts.sinceRecoverySeconds()));
        put(Column.SESSION_AGE, age(facts.sessionAgeSeconds()));
        put(Column.FAILURES_OF_ACCOUNT, facts.failuresOfAccount());
        put(Column.FAILURES_OF_NETWORK, facts.failuresOfNetwork());
        put(Column.FAILURES_OF_DEVICE, facts.failuresOfDevice());
        put(Column.AMOUNT, (float) facts.amount());
        put(Column.NEW_PAYEE, facts.newPayee());
        put(Column.SENSITIVE, facts.activity().costly());
    }

    private float everybody(Kind kind) {
        long value = kind.of(facts);
        return Kind.isShown(value) ? population.count(kind, value) : 0;
    }

    private static float age(long seconds) {
        return seconds < 0 ? Float.NaN : seconds;
    }

    private void put(Column column, boolean flag) {
        numbers[column.ordinal()] = flag ? 1 : 0;
    }

    private void put(Column column, float number) {
        // One kind of NaN and one kind of zero, so that equal evidence has equal bytes.
        numbers[column.ordinal()] = Float.isNaN(number) ? Float.NaN : number + 0.0f;
    }
}
