package dev.latchkey.ops;

import dev.latchkey.account.Account;
import dev.latchkey.account.Accounts;
import dev.latchkey.account.Erased;
import dev.latchkey.account.Erasure;
import dev.latchkey.account.ErasureLedger;
import dev.latchkey.audit.Entry;
import dev.latchkey.audit.Event;
import dev.latchkey.audit.Journal;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Writes;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Erases anew what a restored backup brought back. Looks at each start, before the first request: lines of the ledger
 * that are younger than the journal's last seal are those that this database has not seen. Where the ledger cannot be
 * read, the service does not start.
 */
@Singleton
class Ledger {
    private static final Logger LOG = Logger.getLogger(Ledger.class);
    private static final int BEFORE_SCHEDULED_WORK = -80;

    /** More than sealing and clocks can be behind; lines that were applied before cost a look each. */
    private static final Duration OVERLAP = Duration.ofHours(1);

    private final ErasureLedger ledger;
    private final Erasure erasure;
    private final Accounts accounts;
    private final Journal journal;
    private final Database database;

    Ledger(ErasureLedger ledger, Erasure erasure, Accounts accounts, Journal journal, Database database) {
        this.ledger = ledger;
        this.erasure = erasure;
        this.accounts = accounts;
        this.journal = journal;
        this.database = database;
    }

    void applyAtStart(@Observes @Priority(BEFORE_SCHEDULED_WORK) StartupEvent started) {
        List<Erased> unseen;
        try {
            Instant lived = journal.sealedLast().orElse(Instant.EPOCH);
            unseen = ledger.since(lived.equals(Instant.EPOCH) ? lived : lived.minus(OVERLAP));
        } catch (UncheckedIOException unreadable) {
            throw new ConfigurationException("latchkey.account.erasure-ledger cannot be read ("
                    + unreadable.getMessage() + "): without it a restored database may hold accounts that were erased");
        }
        int erased = apply(unseen);
        if (erased > 0) {
            LOG.warnf("erased anew what a restored backup had brought back accounts=%d", erased);
        }
    }

    /** Erases every account of the lines that stands, each in a transaction of its own; returns how many. */
    int apply(List<Erased> lines) {
        return Math.toIntExact(lines.stream()
                .filter(line -> QuarkusTransaction.requiringNew().call(() -> apply(line)))
                .count());
    }

    private boolean apply(Erased line) {
        Optional<Account> stands = accounts.find(line.relyingParty(), line.account());
        stands.ifPresent(account -> {
            Writes writes = database.writes();
            journal.record(
                    writes,
                    Entry.about(account.relyingParty(), Event.ACCOUNT_ERASED, account.id(), Map.of("by", "ledger")));
            writes.send();
            erasure.again(account);
        });
        return stands.isPresent();
    }
}
