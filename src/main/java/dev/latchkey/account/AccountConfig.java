package dev.latchkey.account;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** What accounts can be told. Set by whoever operates the service. */
@ConfigMapping(prefix = "latchkey.account")
interface AccountConfig {
    /**
     * Folder that holds the ledger of erasures, apart from the database and its backups: every erased account's random id,
     * so that a restored backup does not bring it back. Without it none is kept.
     */
    Optional<Path> erasureLedger();
}
