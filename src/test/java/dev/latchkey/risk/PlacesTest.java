package dev.latchkey.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacesTest {
    private static final float WEST = 10;
    private static final float NORTH = 60;

    /** Kilometres on a sphere of 6,371 km, worked out by the law of cosines. */
    @ParameterizedTest
    @CsvSource({
        "48.8566, 2.3522, 51.5074, -0.1278, 343.6", // Paris, London
        "40.7128, -74.0060, -33.8688, 151.2093, 15988.8", // New York, Sydney
        "0, 0, 0, 90, 10007.5",
        "0, 0, 90, 0, 10007.5",
        "60, 0, 60, 180, 6671.7",
        "10, 20, -10, -160, 20015.1",
        "60, 10, 60, 10, 0"
    })
    void distancesAreThoseOfTheGreatCircle(double lat, double lon, double otherLat, double otherLon, double km) {
        assertThat((double) Places.distance(lat, lon, otherLat, otherLon)).isCloseTo(km, within(km * 1e-4 + 0.1));
        assertThat((double) Places.distance(otherLat, otherLon, lat, lon)).isCloseTo(km, within(km * 1e-4 + 0.1));
    }

    @Test
    void withoutCoordinatesThereIsNoDistance() {
        assertThat(Places.distance(Double.NaN, 0, 0, 0)).isNaN();
        assertThat(Places.NONE.nearest(NORTH, WEST)).isNaN();
        assertThat(Places.NONE.seen(NORTH, WEST, 1, 1).nearest(Float.NaN, WEST)).isNaN();
        assertThat(bytes(Places.NONE.seen(Float.NaN, WEST, 1, 1))).isEqualTo(bytes(Places.NONE));
        assertThat(bytes(Places.NONE.seen(NORTH, Float.NaN, 1, 1))).isEqualTo(bytes(Places.NONE));
    }

    @Test
    void theNearestOfSeveralIsTaken() {
        Places places = Places.NONE.seen(0, 0, 1, 1).seen(NORTH, WEST, 1, 1).seen(-NORTH, WEST, 1, 1);

        assertThat(places.nearest(NORTH, WEST)).isZero();
        assertThat((double) places.nearest(1, 0)).isCloseTo(111.2, within(0.1));
    }

    @Test
    void whatIsWithinFiftyKilometresIsTheSamePlaceWhereItWasFirstSeen() {
        Places once = Places.NONE.seen(NORTH, WEST, 1, 1);

        Places again = once.seen(NORTH + 0.44f, WEST, 0.5f, 1); // 48.9 km
        Places elsewhere = once.seen(NORTH + 0.46f, WEST, 0.5f, 1); // 51.1 km

        assertThat(values(again)).containsExactly(NORTH, WEST, 1.5f);
        assertThat(values(elsewhere)).containsExactly(NORTH, WEST, 0.5f, NORTH + 0.46f, WEST, 1);
    }

    @Test
    void ofTwoPlacesThatAreBothNearTheFirstIsSeenOnceMore() {
        Places two = Places.NONE.seen(NORTH, WEST, 1, 1).seen(NORTH + 0.6f, WEST, 1, 1);

        assertThat(values(two.seen(NORTH + 0.3f, WEST, 1, 1))).containsExactly(NORTH, WEST, 2, NORTH + 0.6f, WEST, 1);
    }

    @Test
    void aFifthPlaceTakesThatOfTheLeastSeen() {
        Places four =
                Places.NONE.seen(0, 0, 1, 4).seen(10, 0, 1, 3).seen(20, 0, 1, 1).seen(30, 0, 1, 2);

        Places five = four.seen(40, 5, 0.5f, 1);

        assertThat(values(five)).containsExactly(0, 0, 2, 10, 0, 1.5f, 40, 5, 1, 30, 0, 1);
    }

    @Test
    void whatIsNowhereStillAges() {
        assertThat(values(Places.NONE.seen(NORTH, WEST, 1, 1).seen(Float.NaN, Float.NaN, 0.25f, 1)))
                .containsExactly(NORTH, WEST, 0.25f);
    }

    @Test
    void moreThanFourPlacesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Places.unpack(ByteBuffer.allocate(100).put(0, (byte) 5)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Places.unpack(ByteBuffer.allocate(100).put(0, (byte) -1)));
        assertThat(values(Places.unpack(ByteBuffer.allocate(100).put(0, (byte) 4))))
                .hasSize(12);
    }

    private static byte[] bytes(Places places) {
        ByteBuffer packed = ByteBuffer.allocate(100);
        places.pack(packed);
        return packed.array();
    }

    private static float[] values(Places places) {
        ByteBuffer packed = ByteBuffer.wrap(bytes(places));
        float[] values = new float[3 * packed.get()];
        for (int i = 0; i < values.length; i++) {
            values[i] = packed.getFloat();
        }
        return values;
    }
}
