package dev.latchkey.keyring;

import dev.latchkey.id.Bytes;
import dev.latchkey.keyring.Closed.Done;
import dev.latchkey.keyring.Closed.Row;
import dev.latchkey.secret.Vault;
import java.util.List;

/** Closes single values anew, for rooms whose rows hold nothing else that depends on the key. */
public final class Reclosing {
    private final Vault vault;
    private final String purpose;

    /** Of what was closed for {@code purpose}, each row's id being its context. */
    public Reclosing(Vault vault, String purpose) {
        this.vault = vault;
        this.purpose = purpose;
    }

    /** Puts one value in the place of another, if that still stands. */
    @FunctionalInterface
    public interface Replacement {
        /** Returns how many rows it touched. */
        int put(String id, Bytes former, Bytes anew);
    }

    /** Closes each row anew and hands it to {@code replacement}. */
    public Done reclose(List<Row> rows, Replacement replacement) {
        int reclosed = 0;
        int unopened = 0;
        for (Row row : rows) {
            var anew = vault.closeAnew(purpose, row.id(), row.closed());
            if (anew.isPresent()) {
                reclosed += replacement.put(row.id(), row.closed(), anew.get());
            } else {
                unopened++;
            }
        }
        return new Done(reclosed, unopened);
    }
}
