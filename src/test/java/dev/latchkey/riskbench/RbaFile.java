package dev.latchkey.riskbench;

import dev.latchkey.riskbench.Extras.Activity;
import dev.latchkey.riskbench.Extras.Continuity;
import dev.latchkey.riskbench.Extras.Known;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The column layout of the public RBA data set ({@code rba-dataset.csv}, CC BY 4.0), row by row, so that its 31 million
 * rows need no memory. Our own columns follow the public ones; a file without them is read as one that knows nothing of
 * devices and passkeys.
 */
final class RbaFile {
    /** The public columns. */
    static final List<String> PUBLIC = List.of(
            "index",
            "Login Timestamp",
            "User ID",
            "Round-Trip Time [ms]",
            "IP Address",
            "Country",
            "Region",
            "City",
            "ASN",
            "User Agent String",
            "Browser Name and Version",
            "OS Name and Version",
            "Device Type",
            "Login Successful",
            "Is Attack IP",
            "Is Account Takeover");

    /** What Latchkey sees beyond them, and the truth. */
    static final List<String> OWN = List.of(
            "Device",
            "Continuity",
            "Credential",
            "Synced",
            "Provider",
            "Provider Revoked",
            "Attachment",
            "User Verified",
            "Backup Changed",
            "Counter Regressed",
            "Hours Since Recovery",
            "Credential Age [h]",
            "Account Age [h]",
            "Session Age [h]",
            "Account Failures",
            "Network Failures",
            "Device Failures",
            "Activity",
            "Amount",
            "New Payee",
            "Latitude",
            "Longitude",
            "Hint Contradiction",
            "Attacker");

    private static final DateTimeFormatter WRITTEN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);
    private static final DateTimeFormatter READ = new DateTimeFormatterBuilder()
            .appendPattern("yyyy-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(Locale.ROOT);

    private RbaFile() {}

    /** Hands every row to the reader, in the file's order. */
    static void read(BufferedReader file, Consumer<Login> reader) throws IOException {
        List<String> header = cells(String.valueOf(file.readLine()));
        if (!header.subList(0, Math.min(header.size(), PUBLIC.size())).equals(PUBLIC)) {
            throw new IOException("not the columns of the RBA data set: " + header);
        }
        boolean own = header.size() >= PUBLIC.size() + OWN.size();
        for (String line = file.readLine(); line != null; line = file.readLine()) {
            reader.accept(login(cells(line), own));
        }
    }

    /** Writes the header and all rows. */
    static void write(Writer file, Iterable<Login> logins) throws IOException {
        List<String> header = new ArrayList<>(PUBLIC);
        header.addAll(OWN);
        file.write(line(header));
        for (Login login : logins) {
            file.write(line(cells(login)));
        }
    }

    private static Login login(List<String> cells, boolean own) {
        boolean takeover = flag(cells.get(15));
        return new Login(
                Long.parseLong(cells.get(0)),
                LocalDateTime.parse(cells.get(1), READ)
                        .toInstant(ZoneOffset.UTC)
                        .toEpochMilli(),
                Long.parseLong(cells.get(2)),
                number(cells.get(3)),
                cells.get(4),
                cells.get(5),
                cells.get(6),
                cells.get(7),
                cells.get(8).isEmpty() ? 0 : (long) Double.parseDouble(cells.get(8)),
                cells.get(9).intern(),
                cells.get(10).intern(),
                cells.get(11).intern(),
                cells.get(12).intern(),
                flag(cells.get(13)),
                flag(cells.get(14)),
                takeover,
                own ? extras(cells.subList(PUBLIC.size(), cells.size())) : Extras.UNKNOWN,
                own ? Attacker.valueOf(cells.getLast()) : takeover ? Attacker.REPORTED : Attacker.NONE);
    }

    private static Extras extras(List<String> cells) {
        return new Extras(
                cells.get(0),
                Continuity.valueOf(cells.get(1)),
                cells.get(2),
                Known.valueOf(cells.get(3)),
                cells.get(4),
                flag(cells.get(5)),
                cells.get(6),
                Known.valueOf(cells.get(7)),
                flag(cells.get(8)),
                flag(cells.get(9)),
                number(cells.get(10)),
                number(cells.get(11)),
                number(cells.get(12)),
                number(cells.get(13)),
                Double.parseDouble(cells.get(14)),
                Double.parseDouble(cells.get(15)),
                Double.parseDouble(cells.get(16)),
                Activity.valueOf(cells.get(17)),
                Double.parseDouble(cells.get(18)),
                flag(cells.get(19)),
                (float) number(cells.get(20)),
                (float) number(cells.get(21)),
                flag(cells.get(22)));
    }

    private static List<String> cells(Login login) {
        Extras extras = login.extras();
        return List.of(
                String.valueOf(login.index()),
                LocalDateTime.ofInstant(Instant.ofEpochMilli(login.at()), ZoneOffset.UTC)
                        .format(WRITTEN),
                String.valueOf(login.user()),
                text(login.roundTripMillis()),
                login.address(),
                login.country(),
                login.region(),
                login.city(),
                String.valueOf(login.asn()),
                login.userAgent(),
                login.browser(),
                login.os(),
                login.deviceType(),
                text(login.successful()),
                text(login.attackAddress()),
                text(login.takeover()),
                extras.device(),
                extras.continuity().name(),
                extras.credential(),
                extras.synced().name(),
                extras.provider(),
                text(extras.providerRevoked()),
                extras.attachment(),
                extras.userVerified().name(),
                text(extras.backupChanged()),
                text(extras.counterRegressed()),
                text(extras.sinceRecoveryHours()),
                text(extras.credentialAgeHours()),
                text(extras.accountAgeHours()),
                text(extras.sessionAgeHours()),
                text(extras.accountFailures()),
                text(extras.networkFailures()),
                text(extras.deviceFailures()),
                extras.activity().name(),
                text(extras.amount()),
                text(extras.newPayee()),
                text(extras.latitude()),
                text(extras.longitude()),
                text(extras.hintContradiction()),
                login.attacker().name());
    }

    /** One line of RFC 4180; the data set has no line breaks within a cell. */
    static List<String> cells(String line) {
        List<String> cells = new ArrayList<>(48);
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }

    private static String line(List<String> cells) {
        return cells.stream()
                .map(cell -> cell.contains(",") || cell.contains("\"") ? '"' + cell.replace("\"", "\"\"") + '"' : cell)
                .collect(Collectors.joining(",", "", "\n"));
    }

    private static double number(String cell) {
        return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
    }

    private static boolean flag(String cell) {
        return cell.equalsIgnoreCase("true");
    }

    private static String text(double number) {
        return Double.isNaN(number) ? "" : Double.toString(number);
    }

    private static String text(float number) {
        return Float.isNaN(number) ? "" : Float.toString(number);
    }

    private static String text(boolean flag) {
        return flag ? "True" : "False";
    }
}
