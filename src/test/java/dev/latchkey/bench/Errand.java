package dev.latchkey.bench;

import java.io.IOException;

/** What somebody comes for, and of a hundred how many do: a day of a service whose customers mostly come back. */
enum Errand {
    LOGIN(70) {
        @Override
        void run(Visitor visitor, Connection connection) throws IOException {
            visitor.signIn(connection);
        }
    },
    REFRESH(25) {
        @Override
        void run(Visitor visitor, Connection connection) throws IOException {
            visitor.refresh(connection);
        }
    },
    REGISTRATION(5) {
        @Override
        void run(Visitor visitor, Connection connection) throws IOException {
            new Visitor(visitor.origin()).signUp(connection, "newcomer-" + System.nanoTime() + "@example.org");
        }
    };

    private final int share;

    Errand(int share) {
        this.share = share;
    }

    abstract void run(Visitor visitor, Connection connection) throws IOException;

    /** Deals the errands out evenly: every hundred arrivals in a row hold each by its share. */
    static Errand of(long arrival) {
        long place = arrival * 37 % 100; // 37 and 100 have no common factor, so every place comes up once.
        for (Errand errand : values()) {
            if (place < errand.share) {
                return errand;
            }
            place -= errand.share;
        }
        throw new IllegalStateException("the shares are less than a hundred");
    }
}
