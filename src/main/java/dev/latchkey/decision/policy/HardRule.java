package dev.latchkey.decision.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A rule that holds before any score. */
public sealed interface HardRule {
    /** What a rule does when it hits. */
    enum Effect {
        /** One more check is asked for. */
        STEP_UP,
        /** The attempt is refused. */
        DENY;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Returns its name in a document. */
    String name();

    /** Returns what it does when it hits. */
    Effect effect();

    /** Whether it hits. */
    boolean hits(Circumstances circumstances);

    /** Models of authenticators that nobody should rely on any more. */
    record RevokedAuthenticators(Set<UUID> aaguids, Effect effect) implements HardRule {
        /** Keeps an immutable copy. */
        public RevokedAuthenticators {
            aaguids = Set.copyOf(aaguids);
        }

        @Override
        public String name() {
            return "revoked_authenticators";
        }

        @Override
        public boolean hits(Circumstances circumstances) {
            return circumstances.authenticator().filter(aaguids::contains).isPresent();
        }
    }

    /** Networks that nothing good comes from. */
    record DeniedNetworks(List<Network> networks, Effect effect) implements HardRule {
        /** Keeps an immutable copy. */
        public DeniedNetworks {
            networks = List.copyOf(networks);
        }

        @Override
        public String name() {
            return "denied_networks";
        }

        @Override
        public boolean hits(Circumstances circumstances) {
            return circumstances
                    .address()
                    .filter(address -> networks.stream().anyMatch(network -> network.holds(address)))
                    .isPresent();
        }
    }

    /** Countries that nobody is expected in. */
    record Countries(Set<String> codes, Effect effect) implements HardRule {
        /** Keeps an immutable copy. */
        public Countries {
            codes = Set.copyOf(codes);
        }

        @Override
        public String name() {
            return "countries";
        }

        @Override
        public boolean hits(Circumstances circumstances) {
            return circumstances.country().filter(codes::contains).isPresent();
        }
    }

    /** The owner said of something in the account that it was not them. */
    record ReportedNotMe(Duration lasts, Effect effect) implements HardRule {
        @Override
        public String name() {
            return "reported_not_me";
        }

        @Override
        public boolean hits(Circumstances circumstances) {
            return holds(circumstances.at(), circumstances.reportedNotMe());
        }

        boolean holds(Instant at, Optional<Instant> reportedAt) {
            return reportedAt
                    .filter(reported -> at.isBefore(reported.plus(lasts)))
                    .isPresent();
        }
    }
}
