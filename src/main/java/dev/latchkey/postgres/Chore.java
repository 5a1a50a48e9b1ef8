package dev.latchkey.postgres;

import org.jboss.logging.Logger;

/** Scheduled work that can wait for its next turn: an outage of the database costs it one line in the log. */
public final class Chore {
    private static final Logger LOG = Logger.getLogger(Chore.class);

    private Chore() {}

    /** Runs {@code work}, which is called {@code name} in the log; what is no outage is thrown on. */
    public static void run(String name, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException failure) {
            if (!Outages.isAway(failure)) {
                throw failure;
            }
            LOG.warnf("put off until its next turn: %s; the database is away", name);
        }
    }
}
