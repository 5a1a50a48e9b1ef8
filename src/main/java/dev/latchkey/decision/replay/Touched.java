package dev.latchkey.decision.replay;

import dev.latchkey.id.AccountId;
import java.util.HashSet;
import java.util.Set;

/**
 * How many different accounts there were, exactly up to {@value #MOST} and no further: memory does not grow with the log.
 * An account stands there by the half of its identifier that is random.
 */
final class Touched {
    static final int MOST = 200_000;

    private final Set<Long> accounts = new HashSet<>();

    void add(AccountId account) {
        if (accounts.size() < MOST) {
            accounts.add(account.value().getLeastSignificantBits());
        }
    }

    void addAll(Touched other) {
        for (Long account : other.accounts) {
            if (accounts.size() >= MOST) {
                return;
            }
            accounts.add(account);
        }
    }

    int count() {
        return accounts.size();
    }

    /** Whether there were as many as are counted, or more. */
    boolean isFull() {
        return accounts.size() >= MOST;
    }
}
