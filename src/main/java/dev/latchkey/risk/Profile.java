package dev.latchkey.risk;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What is usual for one account: decayed counts of the values it showed, half of which is forgotten every 90 days, in
 * {@value #MOST_BYTES} bytes at most. Immutable.
 *
 * <p>Poisoning is capped: however often somebody signs in on one day, that day counts as two sign-ins at most, so what
 * an intruder repeats for an afternoon does not become usual.
 */
public final class Profile {
    /** Below this many learnt sign-ins an account is new. */
    public static final int FEW = 3;

    /** After this many days without a sign-in an account is dormant. */
    public static final int DORMANT_DAYS = 90;

    /** A packed profile is never longer. */
    public static final int MOST_BYTES = 1_024;

    /** Nothing is known yet. */
    public static final Profile EMPTY = new Profile();

    static final int HOUR_BINS = 8;

    private static final byte FORMAT = 1;
    private static final long DAY = 86_400;
    private static final double HALF_LIFE = 90.0 * DAY;
    private static final int MOST_TODAY = 6;

    final Table[] tables = new Table[Kind.COUNT];
    final float[] novelties = new float[Kind.NOVEL];
    final float[] hours = new float[HOUR_BINS];
    Places places = Places.NONE;
    float logins;
    float verified;
    float unproven;
    float lastLatitude = Float.NaN;
    float lastLongitude = Float.NaN;
    private long asOf;
    private long lastSeen;
    private int learnt;
    private byte today;

    private Profile() {
        Arrays.setAll(tables, kind -> new Table(Kind.at(kind).capacity()));
    }

    private Profile(Profile former, float factor) {
        Arrays.setAll(tables, kind -> former.tables[kind].decayed(factor));
        for (int i = 0; i < hours.length; i++) {
            hours[i] = former.hours[i] * factor;
        }
        for (int i = 0; i < novelties.length; i++) {
            novelties[i] = former.novelties[i] * factor;
        }
        places = former.places;
        logins = former.logins * factor;
        verified = former.verified * factor;
        unproven = former.unproven * factor;
        lastLatitude = former.lastLatitude;
        lastLongitude = former.lastLongitude;
        asOf = former.asOf;
        lastSeen = former.lastSeen;
        learnt = former.learnt;
        today = former.today;
    }

    /** Returns the decayed number of sign-ins as of the last one. */
    public double logins() {
        return logins;
    }

    /** Returns when the account was last seen, in epoch seconds; 0 for never. */
    public long lastSeen() {
        return lastSeen;
    }

    /** Returns how much is known of the account at {@code now}, in epoch seconds. */
    public Segment segment(long now) {
        if (learnt < FEW) {
            return Segment.NEW;
        }
        return now - lastSeen > DORMANT_DAYS * DAY ? Segment.DORMANT : Segment.REGULAR;
    }

    /** Returns what is left at {@code now} of a count as stored: 1 down to 0. */
    float factor(long now) {
        return now <= asOf ? 1 : (float) StrictMath.pow(0.5, (now - asOf) / HALF_LIFE);
    }

    /**
     * Returns the profile after a genuine attempt. Only attempts that are believed genuine belong here: passed, and not
     * objected to.
     *
     * @param now when it is learnt, in epoch seconds; earlier than the last time counts as then
     */
    public Profile learn(Facts facts, long now) {
        Profile next = new Profile(this, factor(now));
        boolean sameDay = learnt > 0 && Math.floorDiv(now, DAY) <= Math.floorDiv(asOf, DAY);
        next.today = (byte) (sameDay ? Math.min(today + 1, MOST_TODAY) : 0);
        next.asOf = Math.max(now, asOf);
        next.lastSeen = Math.max(now, lastSeen);
        next.learnt = Math.min(learnt + 1, Integer.MAX_VALUE - 1);
        // 1, 1/2, 1/4, ...: a day adds up to two sign-ins at most.
        float weight = next.today >= MOST_TODAY ? 0 : 1f / (1 << next.today);
        next.places = places.seen(facts.latitude(), facts.longitude(), factor(now), weight);
        if (!Float.isNaN(facts.latitude()) && !Float.isNaN(facts.longitude())) {
            next.lastLatitude = facts.latitude();
            next.lastLongitude = facts.longitude();
        }
        if (weight > 0) {
            next.add(facts, weight);
        }
        return next;
    }

    private void add(Facts facts, float weight) {
        for (int place = 0; place < tables.length; place++) {
            Kind kind = Kind.at(place);
            long value = kind.of(facts);
            if (value == Facts.UNKNOWN || kind.capacity() == 0) {
                continue;
            }
            boolean fresh = value == Facts.WITHHELD || tables[place].count(value) == 0;
            if (fresh && logins > 0 && place < novelties.length) {
                novelties[place] += weight;
            }
            if (value != Facts.WITHHELD) {
                tables[place].add(value, weight, kind == Kind.BROWSER ? Math.max(facts.browserMajor(), 0) : 0);
            }
        }
        logins += weight;
        verified += facts.userVerified() ? weight : 0;
        unproven += facts.continuity() == Continuity.PROVEN ? 0 : weight;
        hours[hourBin(facts.at())] += weight;
    }

    /** Whether the account was used on this device before, as far as is remembered. */
    public boolean knowsDevice(long device) {
        return Kind.isShown(device) && tables[Kind.DEVICE.ordinal()].count(device) > 0;
    }

    /** Whether the account has shown every value of these facts before, as far as they say anything. */
    public boolean recognises(Facts facts) {
        for (int place = 0; place < tables.length; place++) {
            Kind kind = Kind.at(place);
            long value = kind.of(facts);
            if (kind.capacity() > 0 && Kind.isShown(value) && tables[place].count(value) == 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether the account has shown any device yet that can be known again. */
    public boolean knowsAnyDevice() {
        return !tables[Kind.DEVICE.ordinal()].isEmpty();
    }

    /** Returns the profile knowing one more mark of the device that was learnt last, such as its cookie beside its key. */
    public Profile alsoOn(long device) {
        if (!Kind.isShown(device)) {
            return this;
        }
        Profile next = new Profile(this, 1);
        next.tables[Kind.DEVICE.ordinal()].add(device, 1, 0);
        return next;
    }

    /**
     * Returns the profile in terms of today's hashes: what it counts under a former hash of a value it counts under the
     * present one, so that a change of keys makes nobody a stranger.
     *
     * @param former the attempt's facts under the hashes of before
     * @param present the same under those of today
     */
    public Profile inTermsOf(Facts present, Facts former) {
        Profile next = new Profile(this, 1);
        for (int place = 0; place < tables.length; place++) {
            Kind kind = Kind.at(place);
            next.tables[place].rename(kind.of(former), kind.of(present));
        }
        return next;
    }

    /**
     * Returns the profile without what it knows of places, networks, systems and browsers. How often and by which devices
     * and passkeys the account was used stays: forgetting that would make a stranger of nobody.
     */
    public Profile withoutHabits() {
        Profile next = new Profile(this, 1);
        for (Kind kind : Kind.HABITS) {
            next.tables[kind.ordinal()] = new Table(kind.capacity());
        }
        next.places = Places.NONE;
        next.lastLatitude = Float.NaN;
        next.lastLongitude = Float.NaN;
        return next;
    }

    /** Returns a profile that knows the devices and passkeys of this one, and is new otherwise. */
    public Profile devicesAlone() {
        Profile next = new Profile();
        for (int kind = 0; kind < tables.length; kind++) {
            next.tables[kind] = Kind.HABITS.contains(Kind.at(kind)) ? next.tables[kind] : tables[kind].decayed(1);
        }
        next.asOf = asOf;
        return next;
    }

    /** Whether most sign-ins of the account came with a proof by the device's own key. */
    public boolean usuallyProves() {
        return unproven < logins / 2;
    }

    static int hourBin(long epochSecond) {
        return (int) (Math.floorMod(epochSecond, DAY) * HOUR_BINS / DAY);
    }

    /** Returns the profile in at most {@value #MOST_BYTES} bytes; the same profile always in the same bytes. */
    public byte[] pack() {
        ByteBuffer into = ByteBuffer.allocate(MOST_BYTES);
        into.put(FORMAT).putLong(asOf).putLong(lastSeen).putInt(learnt).put(today);
        into.putFloat(logins).putFloat(verified).putFloat(unproven);
        into.putFloat(lastLatitude).putFloat(lastLongitude);
        for (float novelty : novelties) {
            into.putFloat(novelty);
        }
        for (float hour : hours) {
            into.putFloat(hour);
        }
        places.pack(into);
        for (int kind = 0; kind < tables.length; kind++) {
            tables[kind].pack(into, kind == Kind.BROWSER.ordinal());
        }
        return Arrays.copyOf(into.array(), into.position());
    }

    /**
     * Reads a packed profile.
     *
     * @throws IllegalArgumentException if {@code packed} is none
     */
    public static Profile unpack(byte[] packed) {
        ByteBuffer from = ByteBuffer.wrap(packed);
        if (packed.length < 2 || packed.length > MOST_BYTES || from.get() != FORMAT) {
            throw new IllegalArgumentException("not a packed profile");
        }
        try {
            return read(from);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("a packed profile that ends too early", e);
        }
    }

    private static Profile read(ByteBuffer from) {
        Profile profile = new Profile();
        profile.asOf = from.getLong();
        profile.lastSeen = from.getLong();
        profile.learnt = from.getInt();
        profile.today = from.get();
        profile.logins = from.getFloat();
        profile.verified = from.getFloat();
        profile.unproven = from.getFloat();
        profile.lastLatitude = from.getFloat();
        profile.lastLongitude = from.getFloat();
        for (int i = 0; i < profile.novelties.length; i++) {
            profile.novelties[i] = from.getFloat();
        }
        for (int i = 0; i < HOUR_BINS; i++) {
            profile.hours[i] = from.getFloat();
        }
        profile.places = Places.unpack(from);
        for (int kind = 0; kind < profile.tables.length; kind++) {
            profile.tables[kind] = Table.unpack(from, Kind.at(kind).capacity(), kind == Kind.BROWSER.ordinal());
        }
        if (from.hasRemaining()) {
            throw new IllegalArgumentException("a packed profile that does not end");
        }
        return profile;
    }
}
