package dev.latchkey.account;

import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** Erases an account for good: every room empties its drawer, and the ledger of erasures knows. */
@Singleton
public class Erasure {
    private final List<PersonalData> drawers;
    private final ErasureLedger ledger;
    private final Clock clock;

    Erasure(@All List<PersonalData> drawers, ErasureLedger ledger, Clock clock) {
        this.drawers = drawers;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Erases, in the caller's transaction, and writes it into the ledger last: should that fail, nothing is erased. */
    public void erase(Account account) {
        again(account);
        ledger.append(new Erased(clock.instant(), account.relyingParty(), account.id()));
    }

    /** Erases what the ledger says was erased before, in the caller's transaction. */
    public void again(Account account) {
        drawers.forEach(drawer -> drawer.erase(account));
    }
}
