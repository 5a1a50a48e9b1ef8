package dev.latchkey.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.testing.TcpProxy;
import dev.latchkey.testing.ThroughAProxy;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a transaction costs on the wire, counted by a proxy between service and server. */
@QuarkusTest
@WithTestResource(
        value = ThroughAProxy.class,
        // Nothing else on the wire: no pings, no scheduled work, no further connections.
        initArgs = {
            @ResourceArg(name = "quarkus.datasource.jdbc.background-validation-interval", value = "0"),
            @ResourceArg(name = "quarkus.datasource.jobs.jdbc.background-validation-interval", value = "0"),
            @ResourceArg(name = "quarkus.scheduler.enabled", value = "false"),
            @ResourceArg(name = "quarkus.datasource.jdbc.initial-size", value = "1"),
            @ResourceArg(name = "quarkus.datasource.jdbc.min-size", value = "1"),
        })
class RoundTripsTest {
    /** So far that whatever is written one behind the other is gone before an answer comes. */
    private static final Duration FAR_AWAY = Duration.ofMillis(80);

    private static final String INSERT = "insert into round_trip (id, word) values (?, ?) on conflict do nothing";
    private static final String UPDATE = "update round_trip set word = ? where id < ?";
    private static final String DELETE = "delete from round_trip where id = ?";

    @Inject
    Database database;

    TcpProxy wire;

    @BeforeEach
    void anEmptyTableAndAConnection() throws SQLException {
        database.one("select 1", row -> row.getInt(1));
        try (Connection owner = TestServer.asOwner();
                Statement statement = owner.createStatement()) {
            statement.execute("drop table if exists round_trip");
            statement.execute("create table round_trip (id integer primary key, word text)");
            statement.execute("grant select, insert, update, delete on round_trip to " + EmbeddedServer.APP);
        }
    }

    @Test
    void writesOfSeveralPackagesTravelTogetherWithTheBeginAndAreCountedOneByOne() {
        int[][] counts = new int[1][];

        long trips = tripsOf(() -> {
            Writes writes = database.writes();
            writes.add(INSERT, 1, "one");
            writes.add(INSERT, 2, "two");
            writes.add(INSERT, 1, "again");
            writes.add(UPDATE, "changed", 10);
            writes.add(DELETE, 2);
            counts[0] = writes.send();
            return counts;
        });

        assertThat(counts[0]).containsExactly(1, 1, 0, 2, 1);
        assertThat(trips).as("send, commit").isEqualTo(2);
    }

    @Test
    void aLoginsPatternCostsTwoRoundTripsHoweverOftenItRuns() {
        for (int time = 0; time < 6; time++) {
            int id = time;

            long trips = tripsOf(() -> {
                Reads reads = database.reads();
                reads.add(INSERT + " returning id", row -> row.getInt(1), id, "spent");
                Scalar owner = Scalar.of("select id from round_trip where word = ? and id = ?", "spent", id);
                reads.add("select word from round_trip where id = " + owner.sql(), row -> row.getString(1), owner);
                reads.send();
                Writes writes = database.writes();
                writes.add(UPDATE, "used", id + 1);
                writes.add(INSERT, 1000 + id, "session");
                writes.add(INSERT, 2000 + id, "journal");
                writes.sendAndCommit();
                return writes;
            });

            assertThat(trips)
                    .as("time %d: spend and read, write and commit", time)
                    .isEqualTo(2);
        }
    }

    @Test
    void aQueryComparesWithWhatPostgresLooksUpItself() {
        Scalar known = Scalar.of("select id from round_trip where word = ?", "known");
        Scalar unknown = Scalar.of("select id from round_trip where word = ?", "unknown");
        String find = "select word from round_trip where id = ";

        List<List<String>> found = QuarkusTransaction.requiringNew().call(() -> {
            Reads reads = database.reads();
            Reads.Answer<Integer> inserted = reads.add(INSERT + " returning id", row -> row.getInt(1), 7, "known");
            Reads.Answer<String> one = reads.add(find + known.sql(), row -> row.getString(1), known);
            Reads.Answer<String> none = reads.add(find + unknown.sql(), row -> row.getString(1), unknown);
            reads.send();
            assertThat(inserted.rows()).containsExactly(7);
            return List.of(one.rows(), none.rows());
        });

        assertThat(found).containsExactly(List.of("known"), List.of());
    }

    @Test
    void whatIsSentWithTheCommitStaysAndWhatFailsLeavesNothing() {
        QuarkusTransaction.requiringNew().run(() -> {
            Writes writes = database.writes();
            writes.add(INSERT, 1, "stays");
            writes.sendAndCommit();
        });
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    Writes writes = database.writes();
                    writes.add(INSERT, 2, "goes");
                    writes.add("insert into round_trip (id, word) values (?, ?)", 1, "twice");
                    writes.sendAndCommit();
                }))
                .isInstanceOf(DatabaseException.class);

        List<Integer> kept = database.many("select id from round_trip", row -> row.getInt(1));

        assertThat(kept).containsExactly(1);
    }

    @Test
    void aConnectionWhoseFirstStatementFailedBeginsTheNextTransactionAgain() {
        assertThatThrownBy(() ->
                        QuarkusTransaction.requiringNew().run(() -> database.one("select 1 / 0", row -> row.getInt(1))))
                .isInstanceOf(DatabaseException.class);

        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    database.write(INSERT, 3, "goes");
                    throw new IllegalStateException("changed its mind");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(database.many("select id from round_trip", row -> row.getInt(1)))
                .isEmpty();
    }

    @Test
    void theServerKeepsTheStatementsOfACompositePrepared() {
        String upper = "update round_trip set word = upper(?) where id = ?";
        String count = "select count(*) from pg_prepared_statements where statement like ?";
        long[] prepared = new long[1];

        for (int time = 0; time < 6; time++) {
            QuarkusTransaction.requiringNew().run(() -> {
                Writes writes = database.writes();
                writes.add(upper, "a", 5);
                writes.add(DELETE, 7);
                writes.send();
                prepared[0] = database.one(count, row -> row.getLong(1), "update round_trip set word = upper(%")
                        .orElseThrow();
            });
        }

        assertThat(prepared[0]).isEqualTo(1);
    }

    @Test
    void nothingIsSentWhenThereIsNothingToWrite() {
        long trips = tripsOf(() -> database.writes().send());

        assertThat(trips).isZero();
    }

    private long tripsOf(Callable<?> work) {
        wire.delay(FAR_AWAY);
        long before = wire.roundTrips();
        QuarkusTransaction.requiringNew().call(work);
        long trips = wire.roundTrips() - before;
        wire.heal();
        return trips;
    }
}
