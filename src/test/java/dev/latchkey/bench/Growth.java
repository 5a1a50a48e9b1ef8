package dev.latchkey.bench;

import dev.latchkey.postgres.BenchServer;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;

/** What a login costs as the number of accounts grows: the curve should be flat. */
final class Growth {
    /** Rows, indexes and the log of writing them; twice what was seen, because the disk also holds others' files. */
    private static final long BYTES_EACH = 3_000;

    private final Plan plan;
    private final BenchServer database;
    private final Report report;

    Growth(Plan plan, BenchServer database, Report report) {
        this.plan = plan;
        this.database = database;
        this.report = report;
    }

    /** Fills the database step by step and measures the same logins at each; the service stays warm. */
    void measure(Load load) throws IOException, InterruptedException, SQLException {
        long there = 0;
        double first = 0;
        for (long accounts : plan.accounts()) {
            if (Files.getFileStore(plan.home()).getUsableSpace() < (accounts - there) * BYTES_EACH) {
                report.fact("%,d accounts: not run, the disk is too small", accounts);
                return;
            }
            long begun = System.nanoTime();
            database.crowd(there + 1, accounts);
            report.fact(
                    "%,d accounts were made in %d s",
                    accounts - there,
                    Duration.ofNanos(System.nanoTime() - begun).toSeconds());
            there = accounts;
            load.logins("settling", plan.most(), plan.line().dividedBy(2));
            Line line = load.logins("login", plan.most(), plan.line());
            first = first == 0 ? line.cost() : first;
            report.size(accounts, database.mebibytes(), line, first);
        }
    }
}
