package dev.latchkey.bench;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import dev.latchkey.postgres.BenchServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What accounts and sign-ins take in the database: bytes for each row of each table, WAL for each kind of call. {@code
 * ./mvnw -Pscale verify}; the tables of docs/scale.md are its output.
 */
final class Sizes {
    private static final int ACCOUNTS = Integer.getInteger("scale.accounts", 2000);
    private static final int SIGN_INS = Integer.getInteger("scale.sign-ins", 2);
    private static final int REFRESHES = Integer.getInteger("scale.refreshes", 2000);

    /** How long a verify takes at one login at a time; it holds a connection for less (docs/performance.md). */
    private static final double HELD_MILLIS = Double.parseDouble(System.getProperty("scale.held-millis", "3.1"));

    private static final String TABLES = """
            select regexp_replace(c.relname, '_\\d{4}_\\d{2}(_\\d{2})?$', '_*') as name,
                   sum(pg_relation_size(c.oid)) as heap, sum(pg_indexes_size(c.oid)) as indexes,
                   sum(pg_total_relation_size(c.oid)) - sum(pg_relation_size(c.oid)) - sum(pg_indexes_size(c.oid)) as other,
                   sum((xpath('/row/n/text()', query_to_xml('select count(*) as n from ' || c.oid::regclass, false, true, '')))[1]::text::bigint)
                       as rows
            from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname not like 'flyway%'
            group by 1 order by sum(pg_total_relation_size(c.oid)) desc""";

    private final List<String> lines = new ArrayList<>();
    private final BenchServer database;

    private Sizes(BenchServer database) {
        this.database = database;
    }

    /** Measures, prints and writes {@code target/scale/sizes.md}. */
    public static void main(String... arguments) throws Exception {
        AmazonCorrettoCryptoProvider.install();
        Path home = Path.of("target/scale");
        Files.createDirectories(home);
        Plan asBench = Plan.fromSystemProperties();
        Plan plan = new Plan(
                asBench.line(),
                0,
                asBench.longestWarmUp(),
                List.of(1),
                asBench.serviceFlags(),
                List.of(),
                asBench.visitors(),
                Optional.empty(),
                List.of(),
                asBench.service(),
                home);
        Sizes sizes = new Sizes(BenchServer.in(home));
        try (Service service = Service.start(plan, "service", sizes.database.environment(sizes.database.port()))) {
            sizes.measure(service);
        }
        Files.write(home.resolve("sizes.md"), sizes.lines);
    }

    private void measure(Service service) throws IOException {
        List<Visitor> visitors = new ArrayList<>();
        try (Connection connection = service.connect()) {
            say("| what | calls | WAL bytes each | of which full pages | records each |");
            say("| --- | --- | --- | --- | --- |");
            wal("sign-up", ACCOUNTS, call -> {
                Visitor visitor = new Visitor(service.origin());
                visitor.signUp(connection, "visitor-" + call + "@example.org");
                visitors.add(visitor);
            });
            wal(
                    "sign-in",
                    ACCOUNTS * SIGN_INS,
                    call -> visitors.get(call % ACCOUNTS).signIn(connection));
            wal("refresh", REFRESHES, call -> visitors.get(call % ACCOUNTS).refresh(connection));
        }
        database.query("vacuum analyze", row -> "");
        say("");
        say("| table | rows | heap bytes for each row | index bytes for each row |");
        say("| --- | --- | --- | --- |");
        database
                .query(TABLES, row -> {
                    long rows = row.getLong("rows");
                    return rows < ACCOUNTS / 2
                            ? ""
                            : String.format(
                                    Locale.ROOT,
                                    "| `%s` | %d | %.0f | %.0f |",
                                    row.getString("name"),
                                    rows,
                                    (double) (row.getLong("heap") + row.getLong("other")) / rows,
                                    (double) row.getLong("indexes") / rows);
                })
                .stream()
                .filter(line -> !line.isEmpty())
                .forEach(this::say);
        say("");
        Waiting.table(HELD_MILLIS).forEach(this::say);
    }

    /** The journal's sealer and the jobs run beside it, as always; their WAL is in the numbers. */
    private void wal(String what, int calls, Call call) throws IOException {
        database.query("checkpoint", row -> "");
        long[] before = walSoFar();
        for (int i = 0; i < calls; i++) {
            call.run(i);
        }
        long[] after = walSoFar();
        say(String.format(
                Locale.ROOT,
                "| %s | %d | %.0f | %.0f | %.1f |",
                what,
                calls,
                (double) (after[0] - before[0]) / calls,
                8192.0 * (after[1] - before[1]) / calls,
                (double) (after[2] - before[2]) / calls));
    }

    private long[] walSoFar() {
        return database.query("select wal_bytes::bigint, wal_fpi, wal_records from pg_stat_wal", row ->
                        new long[] {row.getLong(1), row.getLong(2), row.getLong(3)})
                .getFirst();
    }

    private void say(String line) {
        lines.add(line);
        System.out.println(line);
    }

    /** One call of a kind. */
    private interface Call {
        void run(int number) throws IOException;
    }
}
