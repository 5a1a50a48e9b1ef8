package dev.latchkey.decision.place;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Ranges of addresses out of a CSV file, in order and apart from each other; IPv4 and IPv6 may stand in one file. A single
 * line that is not as it should be makes the whole file damaged.
 */
final class CsvTable implements PlaceTable {
    private static final int V6_BYTES = 16;

    private final Ranges v4;
    private final Ranges v6;
    private final List<Place> places;

    private CsvTable(Ranges v4, Ranges v6, List<Place> places) {
        this.v4 = v4;
        this.v6 = v6;
        this.places = places;
    }

    /**
     * Reads a file.
     *
     * @throws DamagedFileException when it has no line, or one that is out of form or order
     */
    static CsvTable read(Kind kind, InputStream file) throws IOException {
        Ranges v4 = new Ranges();
        Ranges v6 = new Ranges();
        List<Place> places = new ArrayList<>();
        Map<Place, Integer> known = new HashMap<>();
        int number = 0;
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8.newDecoder()), 1 << 16);
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                List<String> columns = CsvRow.split(line);
                Place place = CsvRow.place(kind, columns);
                Integer index = known.computeIfAbsent(place, fresh -> {
                    places.add(fresh);
                    return places.size() - 1;
                });
                Address first = address(columns.get(0));
                Address last = address(columns.get(1));
                if (first.isV6() != last.isV6() || !(first.isV6() ? v6 : v4).append(first, last, index)) {
                    throw new DamagedFileException("a range is out of order");
                }
            }
        } catch (DamagedFileException damaged) {
            throw new DamagedFileException("line " + number + ": " + damaged.getMessage(), damaged);
        } catch (CharacterCodingException notText) {
            throw new DamagedFileException("behind line " + number + ": no UTF-8", notText);
        }
        if (number == 0) {
            throw new DamagedFileException("empty");
        }
        return new CsvTable(v4.trimmed(), v6.trimmed(), List.copyOf(places));
    }

    private static Address address(String text) throws DamagedFileException {
        return Address.parse(text).orElseThrow(() -> new DamagedFileException("a row lacks an address"));
    }

    @Override
    public Place find(Address address) {
        int index = (address.isV6() ? v6 : v4).find(address);
        return index < 0 ? Place.UNKNOWN : places.get(index);
    }

    /** Ranges as columns of numbers: a hundred thousand of them take a few megabytes. IPv4 needs the low halves only. */
    private static final class Ranges {
        private long[] numbers = new long[0];
        private int[] indexes = new int[0];
        private int count;
        private boolean wide;

        /** Adds a range; false when it does not lie behind the one before. */
        boolean append(Address first, Address last, int index) {
            wide = first.isV6();
            int width = wide ? 4 : 2;
            if (indexes.length == count) {
                int room = Math.max(64, count * 2);
                indexes = Arrays.copyOf(indexes, room);
                numbers = Arrays.copyOf(numbers, room * width);
            }
            int at = count * width;
            numbers[at] = first.number(0);
            numbers[at + width / 2] = last.number(0);
            if (wide) {
                numbers[at + 1] = first.number(V6_BYTES / 2);
                numbers[at + 3] = last.number(V6_BYTES / 2);
            }
            indexes[count++] = index;
            return compare(at, at + width / 2) <= 0 && (count == 1 || compare(at - width / 2, at) < 0);
        }

        private int compare(int one, int other) {
            return compare(numbers[one], wide ? numbers[one + 1] : 0, other);
        }

        private int compare(long high, long low, int other) {
            int first = Long.compareUnsigned(high, numbers[other]);
            return first != 0 || !wide ? first : Long.compareUnsigned(low, numbers[other + 1]);
        }

        int find(Address address) {
            long high = address.number(0);
            long low = address.isV6() ? address.number(V6_BYTES / 2) : 0;
            int width = wide ? 4 : 2;
            int from = 0;
            int to = count - 1;
            while (from <= to) {
                int middle = from + to >>> 1;
                if (compare(high, low, middle * width) < 0) {
                    to = middle - 1;
                } else if (compare(high, low, middle * width + width / 2) > 0) {
                    from = middle + 1;
                } else {
                    return indexes[middle];
                }
            }
            return -1;
        }

        Ranges trimmed() {
            numbers = Arrays.copyOf(numbers, count * (wide ? 4 : 2));
            indexes = Arrays.copyOf(indexes, count);
            return this;
        }
    }
}
