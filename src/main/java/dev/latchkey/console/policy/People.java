package dev.latchkey.console.policy;

import dev.latchkey.id.AccountId;
import dev.latchkey.relyingparty.Here;
import dev.latchkey.staff.Team;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds what those who did something are called. */
@Singleton
class People {
    private final Team team;
    private final Here here;

    People(Team team, Here here) {
        this.team = team;
        this.here = here;
    }

    /** Returns a function from who did something to how it is told; asks once for all of them. */
    Function<String, Person> named(Stream<String> all) {
        Map<AccountId, String> names = team.names(
                here.relyingParty().id(),
                all.flatMap(who -> account(who).stream()).collect(Collectors.toSet()));
        return who -> new Person(who, account(who).map(names::get));
    }

    private static Optional<AccountId> account(String who) {
        try {
            return Optional.of(new AccountId(UUID.fromString(who)));
        } catch (IllegalArgumentException nobody) {
            return Optional.empty();
        }
    }
}
