package dev.latchkey.riskbench;

import java.util.List;
import java.util.function.Supplier;

/** What others published or ship, in the order of the report. None of them is fitted to attackers. */
final class Baselines {
    static final List<ScorerFactory> ALL = List.of(
            factory("Freeman extended", Freeman::extended),
            factory("Freeman simple", Freeman::simple),
            factory("CAS mean", CasMean::new),
            factory("Keycloak log-odds", KeycloakLogOdds::new),
            factory("Three levels", ThreeLevels::new));

    private Baselines() {}

    private static ScorerFactory factory(String name, Supplier<Scorer> make) {
        return new ScorerFactory() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Scorer create() {
                return make.get();
            }
        };
    }
}
