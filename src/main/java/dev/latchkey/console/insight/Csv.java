package dev.latchkey.console.insight;

import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Rows as comma-separated values (RFC 4180), the names of the first row's members first. */
final class Csv {
    /** The media type, with the header that is there. */
    static final String TYPE = "text/csv; charset=utf-8; header=present";

    private static final String BEGINS_A_FORMULA = "=+-@\t\r";

    private Csv() {}

    /** Answers with a file of that name. */
    static Response answer(String name, List<Map<String, Object>> rows) {
        return Response.ok(text(rows))
                .type(TYPE)
                .header("Content-Disposition", "attachment; filename=\"" + name + ".csv\"")
                .build();
    }

    static String text(List<Map<String, Object>> rows) {
        if (rows.isEmpty()) {
            return "";
        }
        List<Map<String, Object>> flat = rows.stream().map(Csv::flat).toList();
        List<String> names = List.copyOf(flat.getFirst().keySet());
        StringBuilder csv = new StringBuilder(line(names.stream().map(Csv::cell).toList()));
        for (Map<String, Object> row : flat) {
            csv.append(line(
                    names.stream().map(name -> cell(row.getOrDefault(name, ""))).toList()));
        }
        return csv.toString();
    }

    /** An interval is three columns more, a list one with spaces. */
    private static Map<String, Object> flat(Map<String, Object> row) {
        Map<String, Object> flat = new LinkedHashMap<>();
        row.forEach((name, value) -> {
            switch (value) {
                case Interval share -> {
                    flat.put(name, share.value());
                    flat.put(name + "_low", share.low());
                    flat.put(name + "_high", share.high());
                    flat.put(name + "_hits", share.hits());
                    flat.put(name + "_total", share.total());
                }
                case List<?> list ->
                    flat.put(name, list.stream().map(Csv::plain).collect(Collectors.joining(" ")));
                default -> flat.put(name, plain(value));
            }
        });
        return flat;
    }

    private static String plain(Object value) {
        return value instanceof Coded coded ? coded.code() : value.toString();
    }

    private static String line(List<String> cells) {
        return String.join(",", cells) + "\r\n";
    }

    /** Text that a spreadsheet would take for a formula is made plain; a number stays one. */
    private static String cell(Object value) {
        String text = value.toString();
        boolean number = text.matches("-?\\d+(\\.\\d+)?([eE]-?\\d+)?");
        if (!number && !text.isEmpty() && BEGINS_A_FORMULA.indexOf(text.charAt(0)) >= 0) {
            text = "'" + text;
        }
        return text.matches("(?s).*[\",\\r\\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
