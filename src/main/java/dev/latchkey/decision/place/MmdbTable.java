package dev.latchkey.decision.place;

import com.maxmind.db.CHMCache;
import com.maxmind.db.InvalidNetworkException;
import com.maxmind.db.Networks;
import com.maxmind.db.Reader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * A MaxMind DB file (format 2.0) in memory, as MaxMind, DB-IP and ip-location-db publish them. Names are read in English.
 * The format has no checksum: a part of the file is walked when it is read, and whatever breaks later is unknown.
 */
final class MmdbTable implements PlaceTable {
    private static final Logger LOG = Logger.getLogger(MmdbTable.class);
    private static final int WALKED = 20_000;
    private static final int PROBES = 4_096;
    private static final int LONGEST = 200;
    private static final int CACHED = 4_096;

    private final Kind kind;
    private final Reader reader;
    private final AtomicBoolean broken = new AtomicBoolean();

    private MmdbTable(Kind kind, Reader reader) {
        this.kind = kind;
        this.reader = reader;
    }

    /**
     * Reads a file.
     *
     * @throws DamagedFileException when it is none, breaks while it is walked, or holds nothing of the kind
     */
    static MmdbTable read(Kind kind, InputStream file) throws IOException {
        try {
            MmdbTable table = new MmdbTable(kind, new Reader(file, new CHMCache(CACHED)));
            table.probe();
            return table;
        } catch (IOException | InvalidNetworkException | RuntimeException damaged) {
            throw new DamagedFileException("no whole database: " + damaged.getMessage(), damaged);
        }
    }

    /** When the file was made, as it says itself. */
    Instant madeAt() {
        return reader.getMetadata().buildTime();
    }

    private void probe() throws IOException, InvalidNetworkException {
        boolean useful = false;
        Networks<?> all = reader.networks(Map.class);
        for (int walked = 0; walked < WALKED && all.hasNext(); walked++) {
            useful |= !Place.UNKNOWN.equals(place(all.next().data()));
        }
        for (int probe = 0; probe < PROBES; probe++) {
            int high = probe * (0x1_0000 / PROBES);
            lookUp(InetAddress.getByAddress(new byte[] {(byte) (high >> 8), (byte) high, 1, 1}));
            if (reader.getMetadata().ipVersion() == 6) {
                byte[] wide = new byte[16];
                wide[0] = (byte) (0x20 | probe >> 8);
                wide[1] = (byte) probe;
                lookUp(InetAddress.getByAddress(wide));
            }
        }
        if (!useful) {
            throw new DamagedFileException("holds no " + kind);
        }
    }

    @Override
    public Place find(Address address) {
        if (address.isV6() && reader.getMetadata().ipVersion() != 6) {
            return Place.UNKNOWN;
        }
        try {
            return lookUp(address.inet());
        } catch (IOException | RuntimeException damaged) {
            if (broken.compareAndSet(false, true)) {
                LOG.warnf("file of places is damaged inside, what it breaks at is unknown file=%s", kind);
            }
            return Place.UNKNOWN;
        }
    }

    private Place lookUp(InetAddress address) throws IOException {
        return place(reader.get(address, Map.class));
    }

    private Place place(Object found) {
        if (!(found instanceof Map<?, ?> members)) {
            return Place.UNKNOWN;
        }
        Map<?, ?> location = map(members.get("location"));
        return switch (kind) {
            case COUNTRY ->
                new Place(
                        country(members),
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        Optional.empty(),
                        Float.NaN,
                        Float.NaN);
            case ASN ->
                new Place(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        number(members.get("autonomous_system_number")).orElse(0L),
                        text(members.get("autonomous_system_organization")),
                        Float.NaN,
                        Float.NaN);
            case CITY ->
                new Place(
                        country(members),
                        subdivision(members).or(() -> text(members.get("state1"))),
                        name(members.get("city")).or(() -> text(members.get("city"))),
                        0,
                        Optional.empty(),
                        degrees(location.get("latitude"), members.get("latitude")),
                        degrees(location.get("longitude"), members.get("longitude")));
        };
    }

    /** Where it is, else where it is registered, else the flat form of other publishers. */
    private static Optional<String> country(Map<?, ?> members) {
        return text(map(members.get("country")).get("iso_code"))
                .or(() -> text(map(members.get("registered_country")).get("iso_code")))
                .or(() -> text(members.get("country_code")))
                .filter(code -> code.length() == 2);
    }

    private static Optional<String> subdivision(Map<?, ?> members) {
        return members.get("subdivisions") instanceof List<?> list && !list.isEmpty()
                ? name(list.getFirst()).or(() -> text(map(list.getFirst()).get("iso_code")))
                : Optional.empty();
    }

    private static Optional<String> name(Object named) {
        return text(map(map(named).get("names")).get("en"));
    }

    private static Map<?, ?> map(Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static Optional<String> text(Object value) {
        return value instanceof String text && !text.isBlank() && text.length() <= LONGEST
                ? Optional.of(text)
                : Optional.empty();
    }

    private static Optional<Long> number(Object value) {
        return value instanceof Number number ? Optional.of(number.longValue()) : Optional.empty();
    }

    private static float degrees(Object nested, Object flat) {
        if (nested instanceof Number number) {
            return number.floatValue();
        }
        return flat instanceof Number number ? number.floatValue() : Float.NaN;
    }
}
