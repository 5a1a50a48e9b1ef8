package dev.latchkey.decision.place;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One line of a CSV file (RFC 4180), strictly: what a row tells, or that the file is damaged. */
final class CsvRow {
    private static final int LONGEST = 4096;
    private static final long LAST_ASN = 0xffff_ffffL;
    private static final int COUNTRY_COLUMNS = 3;
    private static final int ASN_COLUMNS = 4;
    private static final int CITY_COLUMNS = 10;

    private CsvRow() {}

    /** Splits a line at its commas; quotes may hold commas, and two quotes inside them are one. */
    static List<String> split(String line) throws DamagedFileException {
        if (line.length() > LONGEST) {
            throw new DamagedFileException("a line is longer than " + LONGEST);
        }
        List<String> columns = new ArrayList<>(CITY_COLUMNS);
        int at = 0;
        while (at <= line.length()) {
            if (at < line.length() && line.charAt(at) == '"') {
                StringBuilder column = new StringBuilder();
                at = quoted(line, at + 1, column);
                columns.add(column.toString());
            } else {
                int comma = line.indexOf(',', at);
                int end = comma < 0 ? line.length() : comma;
                columns.add(line.substring(at, end));
                at = end;
            }
            if (at < line.length() && line.charAt(at) != ',') {
                throw new DamagedFileException("something stands behind a quote");
            }
            at++;
        }
        return columns;
    }

    private static int quoted(String line, int from, StringBuilder into) throws DamagedFileException {
        for (int at = from; at < line.length(); at++) {
            if (line.charAt(at) != '"') {
                into.append(line.charAt(at));
            } else if (line.startsWith("\"\"", at)) {
                into.append('"');
                at++;
            } else {
                return at + 1;
            }
        }
        throw new DamagedFileException("a quote is not closed");
    }

    /** What the columns behind the two addresses tell. */
    static Place place(PlaceTable.Kind kind, List<String> columns) throws DamagedFileException {
        return switch (kind) {
            case COUNTRY -> {
                require(columns.size() == COUNTRY_COLUMNS, "start,end,country");
                yield place(country(columns.get(2)), "", "", Float.NaN, Float.NaN);
            }
            case ASN -> {
                require(columns.size() == ASN_COLUMNS, "start,end,number,organisation");
                yield asn(columns.get(2), columns.get(3));
            }
            case CITY -> {
                require(columns.size() == CITY_COLUMNS, "ten columns");
                yield place(
                        country(columns.get(2)),
                        columns.get(3),
                        columns.get(5),
                        degrees(columns.get(7), 90),
                        degrees(columns.get(8), 180));
            }
        };
    }

    private static Place place(String country, String region, String city, float latitude, float longitude) {
        return new Place(said(country), said(region), said(city), 0, Optional.empty(), latitude, longitude);
    }

    private static Place asn(String number, String organisation) throws DamagedFileException {
        require(
                number.length() <= 10 && !number.isEmpty() && number.chars().allMatch(c -> c >= '0' && c <= '9'),
                "a number of an autonomous system");
        long asn = Long.parseLong(number);
        require(asn <= LAST_ASN, "a number of an autonomous system");
        return new Place(
                Optional.empty(), Optional.empty(), Optional.empty(), asn, said(organisation), Float.NaN, Float.NaN);
    }

    private static String country(String code) throws DamagedFileException {
        require(
                code.isEmpty() || code.length() == 2 && code.chars().allMatch(c -> c >= 'A' && c <= 'Z'),
                "a country's two letters");
        return code.equals("ZZ") ? "" : code; // user-assigned in ISO 3166-1, and what files write for "nowhere"
    }

    private static float degrees(String text, float most) throws DamagedFileException {
        if (text.isEmpty()) {
            return Float.NaN;
        }
        try {
            float degrees = Float.parseFloat(text);
            require(Math.abs(degrees) <= most, "degrees");
            return degrees;
        } catch (NumberFormatException noNumber) {
            throw new DamagedFileException("a row lacks degrees", noNumber);
        }
    }

    private static Optional<String> said(String text) {
        return Optional.of(text).filter(value -> !value.isBlank());
    }

    private static void require(boolean holds, String what) throws DamagedFileException {
        if (!holds) {
            throw new DamagedFileException("a row lacks " + what);
        }
    }
}
