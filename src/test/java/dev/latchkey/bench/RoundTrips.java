package dev.latchkey.bench;

import dev.latchkey.testing.TcpProxy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts how often the service speaks to its database in one call, by a proxy that stands between the two. */
final class RoundTrips {
    private static final int CALLS = 25;

    private final Service service;
    private final TcpProxy wire;
    private final Visitor visitor;

    RoundTrips(Service service, TcpProxy wire) {
        this.service = service;
        this.wire = wire;
        this.visitor = new Visitor(service.origin());
    }

    /** One call to be counted. */
    @FunctionalInterface
    private interface Call {
        void make() throws IOException;
    }

    /** Returns the round trips of each kind of call, commits included. */
    Map<String, Long> count() throws IOException {
        Map<String, Long> counted = new LinkedHashMap<>();
        try (Connection connection = service.connect()) {
            visitor.signUp(connection, "counted@example.org");
            visitor.signIn(connection);
            counted.put("options, stranger", usual(() -> visitor.options(connection)));
            counted.put("options, signed in, fresh proof", usual(() -> visitor.freshOptions(connection)));
            counted.put("options, signed in, another passkey", usual(() -> visitor.addOptions(connection)));
            counted.put("verify", usual(verifications(connection)));
            counted.put("refresh", usual(() -> visitor.refresh(connection)));
        }
        return counted;
    }

    private List<Call> verifications(Connection connection) throws IOException {
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            String assertion = visitor.sign(visitor.options(connection));
            calls.add(() -> visitor.verify(connection, assertion));
        }
        return calls;
    }

    private long usual(Call call) throws IOException {
        return usual(Collections.nCopies(CALLS, call));
    }

    /** The usual count: the service also reads its relying parties anew every few seconds, which is none of the call's. */
    private long usual(List<Call> calls) throws IOException {
        List<Long> trips = new ArrayList<>();
        for (Call call : calls) {
            long before = wire.roundTrips();
            call.make();
            trips.add(wire.roundTrips() - before);
        }
        return trips.stream()
                .max((one, other) ->
                        Integer.compare(Collections.frequency(trips, one), Collections.frequency(trips, other)))
                .orElseThrow();
    }
}
