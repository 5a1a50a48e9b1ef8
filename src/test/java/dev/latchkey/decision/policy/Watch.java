package dev.latchkey.decision.policy;

import jakarta.inject.Singleton;

/** Does for tests of other rooms what the clock does. */
@Singleton
public class Watch {
    private final RolloutJobs jobs;
    private final RolloutMetrics metrics;

    Watch(RolloutJobs jobs, RolloutMetrics metrics) {
        this.jobs = jobs;
        this.metrics = metrics;
    }

    /** Looks at all that is tried. */
    public void now() {
        jobs.watch();
        metrics.show();
    }

    /** Forgets what is over. */
    public void forget() {
        jobs.forget();
    }
}
