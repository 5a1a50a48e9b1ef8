package dev.latchkey.keyring;

import dev.latchkey.id.Bytes;
import java.util.List;

/**
 * What one room keeps closed under the key-encryption key. One bean for each table; {@link Rotation} asks all of them, so
 * that a table which has none is forgotten when a key goes.
 */
public interface Closed {
    /** Returns the table. */
    String table();

    /**
     * Returns the next rows in the order of their primary key.
     *
     * @param after the last row of the page before; the empty text to begin
     * @param most how many at most
     */
    List<Row> page(String after, int most);

    /**
     * Closes rows anew, in the caller's transaction, each only if it still stands as it was read: one that changed
     * meanwhile is left to the next run, and one that no key of the ring opens is left alone.
     */
    Done reclose(List<Row> rows);

    /**
     * One row.
     *
     * @param id its primary key
     * @param closed what is closed, as a {@link dev.latchkey.secret.Vault} does
     */
    record Row(String id, Bytes closed) {}

    /**
     * What became of rows.
     *
     * @param reclosed how many are closed anew
     * @param unopened how many no key of the ring opens
     */
    record Done(int reclosed, int unopened) {}
}
