package dev.latchkey.notice;

import dev.latchkey.id.Bytes;
import dev.latchkey.keyring.Closed;
import dev.latchkey.keyring.Reclosing;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Jobs;
import dev.latchkey.secret.Vault;
import jakarta.inject.Singleton;
import java.util.List;

/** The key of the address index, closed under the key-encryption key. */
@Singleton
final class ClosedIndexKey implements Closed {
    private static final String PAGE = "select name, key from notice_key where name > ? order by name limit ?";
    private static final String REPLACE = "update notice_key set key = ? where name = ? and key = ?";

    private final Database database;
    private final Vault vault;

    ClosedIndexKey(@Jobs Database database, Vault vault) {
        this.database = database;
        this.vault = vault;
    }

    @Override
    public String table() {
        return "notice_key";
    }

    @Override
    public List<Row> page(String after, int most) {
        return database.many(PAGE, row -> new Row(row.getString(1), Bytes.of(row.getBytes(2))), after, most);
    }

    @Override
    public Done reclose(List<Row> rows) {
        return new Reclosing(vault, IndexKey.NAME)
                .reclose(rows, (name, former, anew) -> database.write(REPLACE, anew, name, former));
    }
}
