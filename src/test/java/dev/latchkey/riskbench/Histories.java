package dev.latchkey.riskbench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a baseline remembers of each user: simply every login. */
final class Histories {
    private final Map<Long, List<Login>> logins = new HashMap<>();

    List<Login> of(long user) {
        return logins.getOrDefault(user, List.of());
    }

    void add(Login login) {
        logins.computeIfAbsent(login.user(), user -> new ArrayList<>(2)).add(login);
    }

    int users() {
        return logins.size();
    }
}
