package dev.latchkey.decision.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.testing.MovableClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Places out of files: what is read, what is refused, and what happens when a file changes, breaks or grows old. */
class PlaceFilesTest {
    private static final Path FIXTURES = Path.of("src/test/resources/places");
    private static final Duration STALE_AFTER = Duration.ofDays(60);

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock();
    private Path file;

    @BeforeEach
    void placeAFile() {
        file = folder.resolve("country.csv");
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0,        DE, Bavaria,       Munich,        64497, 48.0,  11.5",
        "192.0.2.255,      DE, Bavaria,       Munich,        64497, 48.0,  11.5",
        "198.51.100.127,   FR, Île-de-France, Paris,         64498, 49.0,  2.5",
        "198.51.100.128,   US, California,    San Francisco, 64498, 38.0,  -122.5",
        "203.0.113.77,     BR, São Paulo,     São Paulo,     64499, -23.5, -46.5",
        "127.0.0.1,        DE, Berlin,        Berlin,        64496, 52.5,  13.5",
        "::1,              DE, Berlin,        Berlin,        64496, 52.5,  13.5",
        "2001:db8:1::7,    DE, Bavaria,       Munich,        64500, 48.0,  11.5",
        "2001:db8:8000::7, JP, Tokyo,         Tokyo,         64500, 35.5,  139.5",
    })
    void anAddressIsPutTogetherOutOfThreeFiles(
            String address, String country, String region, String city, long asn, float latitude, float longitude) {
        PlaceFiles places = new PlaceFiles(
                List.of(fixture(PlaceTable.Kind.COUNTRY), fixture(PlaceTable.Kind.CITY), fixture(PlaceTable.Kind.ASN)),
                clock);
        places.look();

        Place place = places.locate(address(address));

        assertThat(place.country()).hasValue(country);
        assertThat(place.region()).hasValue(region);
        assertThat(place.city()).hasValue(city);
        assertThat(place.asn()).isEqualTo(asn);
        assertThat(place.latitude()).isEqualTo(latitude);
        assertThat(place.longitude()).isEqualTo(longitude);
        assertThat(place.toString()).isEqualTo("Place[redacted]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.1.255", "192.0.3.0", "0.0.0.0", "255.255.255.255", "::", "2001:db9::", "10.0.0.1"})
    void anAddressThatNoRangeHoldsIsUnknown(String address) {
        PlaceFiles places =
                new PlaceFiles(List.of(fixture(PlaceTable.Kind.COUNTRY), fixture(PlaceTable.Kind.ASN)), clock);
        places.look();

        assertThat(places.locate(address(address))).isEqualTo(Place.UNKNOWN);
    }

    @Test
    void withoutFilesEverythingIsUnknownAndWell() {
        PlaceFiles places = new PlaceFiles(List.of(), clock);
        places.look();

        assertThat(places.locate(address("192.0.2.1"))).isEqualTo(Place.UNKNOWN);
        assertThat(new PlaceHealth(places).call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
    }

    @Test
    void quotesInAFileAreRead() throws IOException {
        CsvTable table = CsvTable.read(PlaceTable.Kind.ASN, Files.newInputStream(FIXTURES.resolve("asn.csv")));

        assertThat(table.find(address("192.0.2.1")).organisation()).hasValue("Example Telekom, fixed lines");
        assertThat(table.find(address("203.0.113.1")).organisation()).hasValue("Example \"Cloud\" hosting");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "192.0.2.0,192.0.2.255",
                "192.0.2.0,192.0.2.255,D",
                "192.0.2.0,192.0.2.255,de",
                "192.0.2.0,192.0.2.255,DE,FR",
                "192.0.2.255,192.0.2.0,DE",
                "192.0.2.0,2001:db8::,DE",
                "192.0.2.0,192.0.2.256,DE",
                "start,end,country",
                "192.0.2.0,192.0.2.255,\"DE",
                "192.0.2.0,192.0.2.255,\"DE\"x",
                "192.0.2.0,192.0.2.255,DE\n192.0.2.128,192.0.3.255,FR",
                "192.0.2.0,192.0.2.255,DE\n10.0.0.0,10.255.255.255,FR",
                "2001:db8::,2001:db8::ff,DE\n2001:db8::1,2001:db8::2,FR",
                "192.0.2.0,192.0.2.255,DE\n\n",
                "\uFEFF192.0.2.0,192.0.2.255,DE",
            })
    void aDamagedListIsRefusedAsAWhole(String content) {
        assertThatThrownBy(() -> csv(PlaceTable.Kind.COUNTRY, content)).isInstanceOf(DamagedFileException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ASN|1.0.0.0,1.0.0.255,-1,x",
                "ASN|1.0.0.0,1.0.0.255,4294967296,x",
                "ASN|1.0.0.0,1.0.0.255,AS1,x",
                "ASN|1.0.0.0,1.0.0.255,DE",
                "CITY|1.0.0.0,1.0.0.255,DE,,,x,,91,0,",
                "CITY|1.0.0.0,1.0.0.255,DE,,,x,,0,181,",
                "CITY|1.0.0.0,1.0.0.255,DE,,,x,,north,0,",
                "CITY|1.0.0.0,1.0.0.255,DE,,,x,,NaN,0,",
                "CITY|1.0.0.0,1.0.0.255,DE",
            })
    void aListOfAnotherKindIsRefused(PlaceTable.Kind kind, String content) {
        assertThatThrownBy(() -> csv(kind, content)).isInstanceOf(DamagedFileException.class);
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        byte[] latin = "192.0.2.0,192.0.2.255,1,Zürich".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> CsvTable.read(PlaceTable.Kind.ASN, new ByteArrayInputStream(latin)))
                .isInstanceOf(DamagedFileException.class);
    }

    @ParameterizedTest
    @EnumSource(PlaceTable.Kind.class)
    void aDatabaseIsReadToo(PlaceTable.Kind kind) throws IOException {
        MmdbTable table = MmdbTable.read(kind, new ByteArrayInputStream(mmdb()));

        Place v4 = table.find(address("198.51.100.7"));
        Place v6 = table.find(address("2001:db8:5::1"));
        assertThat(v4)
                .isEqualTo(v6)
                .isEqualTo(
                        switch (kind) {
                            case COUNTRY -> place("FR", "", "", 0, "", Float.NaN, Float.NaN);
                            case ASN -> place("", "", "", 64498, "Example Mobile", Float.NaN, Float.NaN);
                            case CITY -> place("FR", "Île-de-France", "Paris", 0, "", 49, 2.5f);
                        });
        assertThat(table.find(address("198.51.101.7"))).isEqualTo(Place.UNKNOWN);
        assertThat(table.find(address("2001:db9::"))).isEqualTo(Place.UNKNOWN);
        assertThat(table.madeAt()).isEqualTo(today());
    }

    @Test
    void aFlatDatabaseIsReadToo() throws IOException {
        byte[] flat = new MmdbWriter(today())
                .with(
                        "203.0.113.0/24",
                        Map.of("country_code", "BR", "state1", "São Paulo", "city", "Santos", "latitude", -23.96))
                .bytes("flat");

        assertThat(MmdbTable.read(PlaceTable.Kind.CITY, new ByteArrayInputStream(flat))
                        .find(address("203.0.113.9")))
                .isEqualTo(place("BR", "São Paulo", "Santos", 0, "", -24, Float.NaN));
    }

    @Test
    void aDatabaseThatIsCutOrOfAnotherKindIsRefused() {
        byte[] whole = mmdb();
        byte[] other =
                new MmdbWriter(today()).with("192.0.2.0/24", Map.of("isp", "x")).bytes("isp");

        for (int length : new int[] {0, 1, 100, whole.length / 2, whole.length - 200, whole.length - 1}) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> MmdbTable.read(PlaceTable.Kind.CITY, new ByteArrayInputStream(cut)))
                    .isInstanceOf(DamagedFileException.class);
        }
        assertThatThrownBy(() -> MmdbTable.read(PlaceTable.Kind.ASN, new ByteArrayInputStream(other)))
                .isInstanceOf(DamagedFileException.class);
    }

    @Test
    void damageInsideADatabaseNeverThrows() throws IOException {
        Random random = new Random(5);
        byte[] whole = mmdb();
        int survived = 0;

        for (int i = 0; i < 300; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            try {
                MmdbTable table = MmdbTable.read(PlaceTable.Kind.CITY, new ByteArrayInputStream(damaged));
                table.find(address("198.51.100.7"));
                table.find(address("2001:db8:5::1"));
                survived++;
            } catch (DamagedFileException refused) {
                assertThat(refused.getMessage()).isNotBlank();
            }
        }
        assertThat(survived).isBetween(1, 299);
    }

    @Test
    void aChangedFileIsReadWhenItHasSettled() throws IOException {
        PlaceFile country = written("192.0.2.0,192.0.2.255,DE");
        country.look(clock.instant());
        assertThat(seen(country)).hasValue("DE");

        Files.writeString(file, "192.0.2.0,192.0.2.255,FR");
        changed(clock.instant());
        country.look(clock.instant());
        assertThat(seen(country)).hasValue("DE");

        clock.advance(Duration.ofMinutes(1));
        country.look(clock.instant());
        assertThat(seen(country)).hasValue("FR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "half a li", "192.0.2.0,192.0.2.255,FR\n192.0"})
    void theOldFileStaysInUseWhenTheNewOneIsDamaged(String damaged) throws IOException {
        PlaceFile country = written("192.0.2.0,192.0.2.255,DE");
        country.look(clock.instant());
        String checksum = country.detail().replaceAll(".*sha256 ", "");

        Files.writeString(file, damaged);
        changed(clock.instant());
        clock.advance(Duration.ofMinutes(1));
        country.look(clock.instant());
        country.look(clock.instant());

        assertThat(seen(country)).hasValue("DE");
        assertThat(country.isInUse()).isTrue();
        assertThat(country.detail())
                .startsWith("former one in use, new one damaged")
                .endsWith(checksum);
    }

    @Test
    void theOldFileStaysInUseWhenItIsTakenAwayAndANewOneIsFound() throws IOException {
        PlaceFile country = written("192.0.2.0,192.0.2.255,DE");
        country.look(clock.instant());

        Files.delete(file);
        country.look(clock.instant());
        assertThat(seen(country)).hasValue("DE");
        assertThat(country.detail()).startsWith("former one in use, new one cannot be read");

        written("192.0.2.0,192.0.2.255,BR");
        country.look(clock.instant());
        assertThat(seen(country)).hasValue("BR");
        assertThat(country.detail()).startsWith("in use, made ");
    }

    @Test
    void aDamagedFileIsToldAndKeepsTheServiceWell() throws IOException {
        PlaceFiles places = new PlaceFiles(List.of(written("half a li")), clock);
        places.look();

        HealthCheckResponse health = new PlaceHealth(places).call();

        assertThat(health.getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
        assertThat(health.getData().orElseThrow().get("country").toString())
                .isEqualTo("damaged: line 1: a row lacks start,end,country");
        assertThat(places.locate(address("192.0.2.1"))).isEqualTo(Place.UNKNOWN);
    }

    @Test
    void aFileThatIsNotThereIsUnknownUntilItIs() throws IOException {
        PlaceFile country = new PlaceFile(PlaceTable.Kind.COUNTRY, file, STALE_AFTER);
        country.look(clock.instant());

        assertThat(seen(country)).isEmpty();
        assertThat(country.isInUse()).isFalse();
        assertThat(country.ageSeconds(clock.instant())).isNaN();
        assertThat(country.detail()).isEqualTo("cannot be read");

        written("192.0.2.0,192.0.2.255,DE");
        country.look(clock.instant());
        assertThat(seen(country)).hasValue("DE");
    }

    @Test
    void aStaleFileIsUnknownAndAFreshOneIsBelievedAgain() throws IOException {
        PlaceFile country = written("192.0.2.0,192.0.2.255,DE");
        country.look(clock.instant());
        assertThat(country.ageSeconds(clock.instant())).isBetween(3_599.0, 3_700.0);

        clock.advance(STALE_AFTER.minus(Duration.ofHours(2)));
        country.look(clock.instant());
        assertThat(seen(country)).hasValue("DE");

        clock.advance(Duration.ofHours(1));
        country.look(clock.instant());
        assertThat(seen(country)).isEmpty();
        assertThat(country.isInUse()).isFalse();
        assertThat(country.detail()).startsWith("stale, made ");

        changed(clock.instant().minusSeconds(60));
        country.look(clock.instant());
        assertThat(seen(country)).hasValue("DE");
    }

    @Test
    void aDatabasesAgeIsWhatItSaysItself() throws IOException {
        Path database = folder.resolve("city.mmdb");
        Files.write(
                database,
                new MmdbWriter(today().minus(STALE_AFTER))
                        .with("192.0.2.0/24", city())
                        .bytes("City"));
        PlaceFile city = new PlaceFile(PlaceTable.Kind.CITY, database, STALE_AFTER);

        city.look(clock.instant());

        assertThat(city.find(address("192.0.2.1"))).isEqualTo(Place.UNKNOWN);
        assertThat(city.ageSeconds(clock.instant())).isGreaterThan(STALE_AFTER.toSeconds());
    }

    @Test
    void whoLooksUpWhileAFileIsSwappedSeesTheOldOrTheNew() throws Exception {
        PlaceFile country = written("192.0.2.0,192.0.2.255,DE");
        country.look(clock.instant());
        AtomicReference<Optional<String>> wrong = new AtomicReference<>(Optional.of("DE"));
        AtomicInteger lookUps = new AtomicInteger();
        CountDownLatch swapped = new CountDownLatch(1);

        Thread reader = Thread.ofVirtual().start(() -> {
            while (swapped.getCount() > 0 || lookUps.get() < 1_000) {
                Optional<String> seen = seen(country);
                if (!seen.equals(Optional.of("DE")) && !seen.equals(Optional.of("FR"))) {
                    wrong.set(seen);
                }
                lookUps.incrementAndGet();
            }
        });
        for (int swap = 0; swap < 20; swap++) {
            Files.writeString(file, "192.0.2.0,192.0.2.255," + (swap % 2 == 0 ? "FR" : "DE"));
            changed(clock.instant().minusSeconds(10_000 + swap));
            country.look(clock.instant());
        }
        swapped.countDown();
        reader.join();

        assertThat(wrong.get()).hasValue("DE");
        assertThat(seen(country)).hasValue("DE");
    }

    private static PlaceFile fixture(PlaceTable.Kind kind) {
        return new PlaceFile(
                kind,
                FIXTURES.resolve(kind.name().toLowerCase(java.util.Locale.ROOT) + ".csv"),
                Duration.ofDays(36_500));
    }

    private PlaceFile written(String content) throws IOException {
        Files.writeString(file, content);
        changed(clock.instant().minus(Duration.ofHours(1)));
        return new PlaceFile(PlaceTable.Kind.COUNTRY, file, STALE_AFTER);
    }

    private void changed(Instant at) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(at));
    }

    private static Optional<String> seen(PlaceFile country) {
        return country.find(address("192.0.2.1")).country();
    }

    private static CsvTable csv(PlaceTable.Kind kind, String content) throws IOException {
        return CsvTable.read(kind, new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] mmdb() {
        return new MmdbWriter(today())
                .with("198.51.100.0/24", city())
                .with("2001:db8::/32", city())
                .bytes("GeoLite2-City");
    }

    private static Map<String, Object> city() {
        return Map.of(
                "country", Map.of("iso_code", "FR", "names", Map.of("en", "France", "de", "Frankreich")),
                "subdivisions", List.of(Map.of("iso_code", "IDF", "names", Map.of("en", "Île-de-France"))),
                "city", Map.of("names", Map.of("en", "Paris", "fr", "Paris")),
                "location", Map.of("latitude", 48.8534, "longitude", 2.3488, "time_zone", "Europe/Paris"),
                "autonomous_system_number", 64498L,
                "autonomous_system_organization", "Example Mobile");
    }

    private static Instant today() {
        return Instant.now().truncatedTo(ChronoUnit.DAYS);
    }

    private static Place place(
            String country,
            String region,
            String city,
            long asn,
            String organisation,
            float latitude,
            float longitude) {
        return new Place(said(country), said(region), said(city), asn, said(organisation), latitude, longitude);
    }

    private static Optional<String> said(String text) {
        return Optional.of(text).filter(value -> !value.isEmpty());
    }

    private static Address address(String text) {
        return Address.parse(text).orElseThrow();
    }
}
