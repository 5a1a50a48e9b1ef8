package dev.latchkey.token;

import dev.latchkey.id.Bytes;
import dev.latchkey.keyring.Closed;
import dev.latchkey.keyring.Reclosing;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Jobs;
import dev.latchkey.secret.Vault;
import jakarta.inject.Singleton;
import java.util.List;

/** The private halves of signing keys, closed under the key-encryption key. */
@Singleton
final class ClosedSigningKeys implements Closed {
    private static final String PAGE =
            "select kid, private_key from token_signing_key where kid > ? order by kid limit ?";
    private static final String REPLACE =
            "update token_signing_key set private_key = ? where kid = ? and private_key = ?";

    private final Database database;
    private final Vault vault;

    ClosedSigningKeys(@Jobs Database database, Vault vault) {
        this.database = database;
        this.vault = vault;
    }

    @Override
    public String table() {
        return "token_signing_key";
    }

    @Override
    public List<Row> page(String after, int most) {
        return database.many(PAGE, row -> new Row(row.getString(1), Bytes.of(row.getBytes(2))), after, most);
    }

    @Override
    public Done reclose(List<Row> rows) {
        return new Reclosing(vault, SigningKeyRows.VAULT)
                .reclose(rows, (kid, former, anew) -> database.write(REPLACE, anew, kid, former));
    }
}
