package dev.latchkey.keyring;

import dev.latchkey.keyring.Closed.Row;
import dev.latchkey.secret.Vault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Walks all rows of a room, page by page, so that no statement takes long however many there are. */
final class Walk {
    private static final int PAGE = 5000;

    private Walk() {}

    /** Counts the rows under each key. */
    static Map<Integer, Long> count(Closed room) {
        Map<Integer, Long> counts = new HashMap<>();
        for (List<Row> page = room.page("", PAGE);
                !page.isEmpty();
                page = room.page(page.getLast().id(), PAGE)) {
            page.forEach(row -> counts.merge(Vault.keyOf(row.closed()), 1L, Long::sum));
        }
        return counts;
    }

    /** Counts the rows under one key, and stops at the end of a page once there are {@code enough}. */
    static long count(Closed room, int key, long enough) {
        long found = 0;
        List<Row> page = room.page("", PAGE);
        while (!page.isEmpty() && found < enough) {
            found += page.stream()
                    .filter(row -> Vault.keyOf(row.closed()) == key)
                    .count();
            page = room.page(page.getLast().id(), PAGE);
        }
        return found;
    }
}
