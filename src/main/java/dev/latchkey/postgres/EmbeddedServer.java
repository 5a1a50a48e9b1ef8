package dev.latchkey.postgres;

import java.nio.file.Path;

/**
 * A running embedded server with its database made.
 *
 * @param port its port on loopback
 * @param processId its postmaster
 * @param passwords the roles' passwords
 */
record EmbeddedServer(int port, long processId, Passwords passwords) {
    static final String DATABASE = "latchkey";
    static final String OWNER = "latchkey_owner";
    static final String APP = "latchkey_app";
    static final String SUPERUSER = "postgres";

    /** What becomes of what was written when the machine, not only the process, stops. */
    enum Durability {
        /** Kept: fsync and synchronous commit, as in production. The folder survives restarts. */
        REAL,
        /** Lost, for tests only: no fsync, and the data is removed when the JVM ends. */
        LOST_WITH_THE_TEST_RUN
    }

    /** Where the service finds the database. */
    String url() {
        return url(port, DATABASE);
    }

    static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Adopts the server that runs on {@code home}'s data, or starts one; at its first start the database is made. */
    static EmbeddedServer in(Path home, Durability durability) {
        return new EmbeddedStart(home, durability).run();
    }
}
