package dev.latchkey.risk;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The few places an account was seen in most, as coarse coordinates. Immutable. */
final class Places {
    static final Places NONE = new Places(new float[0]);

    private static final int MOST = 4;
    private static final int FIELDS = 3;
    private static final double SAME_KM = 50;
    private static final double EARTH_DIAMETER_KM = 12_742;

    // Latitude, longitude, count; one after the other.
    private final float[] values;

    private Places(float[] values) {
        this.values = values;
    }

    /** Returns kilometres to the nearest place; {@code NaN} if there is none, or no coordinates. */
    float nearest(float latitude, float longitude) {
        float nearest = Float.NaN;
        for (int i = 0; i < values.length; i += FIELDS) {
            float distance = distance(values[i], values[i + 1], latitude, longitude);
            nearest = distance >= nearest ? nearest : distance;
        }
        return nearest;
    }

    /** Returns the places decayed by {@code factor}, and seen at these coordinates once more. */
    Places seen(float latitude, float longitude, float factor, float weight) {
        int found = -1;
        int least = 0;
        float[] next = values.clone();
        for (int i = 0; i < next.length; i += FIELDS) {
            next[i + 2] *= factor;
            if (found < 0 && distance(next[i], next[i + 1], latitude, longitude) < SAME_KM) {
                found = i;
            }
            least = next[i + 2] < next[least + 2] ? i : least;
        }
        if (Float.isNaN(latitude) || Float.isNaN(longitude)) {
            return new Places(next);
        }
        if (found >= 0) {
            next[found + 2] += weight;
            return new Places(next);
        }
        if (next.length < MOST * FIELDS) {
            least = next.length;
            next = Arrays.copyOf(next, next.length + FIELDS);
        }
        next[least] = latitude;
        next[least + 1] = longitude;
        next[least + 2] = weight;
        return new Places(next);
    }

    void pack(ByteBuffer into) {
        into.put((byte) (values.length / FIELDS));
        for (float value : values) {
            into.putFloat(value);
        }
    }

    static Places unpack(ByteBuffer from) {
        int places = from.get();
        if (places < 0 || places > MOST) {
            throw new IllegalArgumentException("a profile of " + places + " places");
        }
        float[] values = new float[places * FIELDS];
        for (int i = 0; i < values.length; i++) {
            values[i] = from.getFloat();
        }
        return new Places(values);
    }

    /** Great-circle distance in kilometres by the haversine; {@code NaN} without coordinates. */
    static float distance(double latitude, double longitude, double otherLatitude, double otherLongitude) {
        double latitudes = StrictMath.sin(StrictMath.toRadians(otherLatitude - latitude) / 2);
        double longitudes = StrictMath.sin(StrictMath.toRadians(otherLongitude - longitude) / 2);
        double chord = latitudes * latitudes
                + StrictMath.cos(StrictMath.toRadians(latitude))
                        * StrictMath.cos(StrictMath.toRadians(otherLatitude))
                        * longitudes
                        * longitudes;
        return (float) (EARTH_DIAMETER_KM * StrictMath.asin(Math.min(1, StrictMath.sqrt(chord))));
    }
}
