package dev.latchkey.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A short version of {@code ./mvnw -Pfaults verify} for every build. */
class FaultsIT {
    private static final int KILLS = 5;

    @Test
    void aKilledServiceHasLostNothingItAcknowledged() throws Exception {
        Report report = run("kill", new ServiceKills(), KILLS, 8);

        assertThat(report.broken()).isEmpty();
    }

    @Test
    void aCrashedDatabaseHasLostNothingThatWasAcknowledged() throws Exception {
        Report report = run("database", new DatabaseKills(), KILLS, 8);

        assertThat(report.broken()).isEmpty();
    }

    @Test
    void whatIsGoodOnceSucceedsOnceHoweverOftenItIsSubmittedAtOnce() throws Exception {
        Report report = run("double", new DoubleSubmits(), 10, 8);

        assertThat(report.broken()).isEmpty();
    }

    private static Report run(String round, Round what, int kills, int parallel) throws Exception {
        Plan whole = Plan.fromSystemProperties();
        Report report = new Report();
        Plan plan = new Plan(
                kills, List.of(round), parallel, whole.home(), whole.previous(), whole.fakeTime(), whole.tools());
        Faults.prepare(plan);
        what.run(plan, report);
        return report;
    }
}
