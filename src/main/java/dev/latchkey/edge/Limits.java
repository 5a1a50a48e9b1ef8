package dev.latchkey.edge;

import dev.latchkey.decision.place.Address;
import dev.latchkey.decision.place.AddressList;
import dev.latchkey.decision.place.Proxies;
import dev.latchkey.edge.Allowances.Payer;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemException;
import io.github.bucket4j.Bucket;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How much each source may ask of this replica. Refused proofs cost their source more, so whoever guesses slows down
 * nobody but those they share an address with; nothing of an account is touched.
 */
@ApplicationScoped // filters are made before there is a configuration
class Limits {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    private final LimitConfig config;
    private final Proxies proxies;
    private final AddressList exempt;
    private final Allowances allowances;
    private final MeterRegistry metrics;

    @Inject
    Limits(LimitConfig config, Proxies proxies, Clock clock, MeterRegistry metrics) {
        check(config);
        this.config = config;
        this.proxies = proxies;
        this.exempt = AddressList.of("latchkey.limit.exempt", config.exempt().orElse(List.of()));
        this.allowances = new Allowances(config.sources(), config.per(), clock);
        this.metrics = metrics;
        metrics.gauge("latchkey_limit_sources", allowances, Allowances::remembered);
    }

    /** A wrong setting ends the start and not the first call. */
    void isThere(@Observes StartupEvent started) {}

    /** Who may be charged for a refusal later on; nobody where the source is not limited. */
    record Visit(Errand errand, Optional<Address> source, boolean limited) {}

    /**
     * Charges a call to its source; throws when nothing is left.
     *
     * @param peer who is at the other end of the connection
     * @param forwarded the values of the header that {@link #header()} names
     * @param client the id by which an API client calls itself
     */
    Visit enter(Errand errand, Optional<String> peer, List<String> forwarded, Optional<String> client) {
        Optional<Address> address = proxies.client(peer, forwarded);
        if (address.filter(exempt::contains).isPresent()) {
            return new Visit(errand, Optional.empty(), false);
        }
        Visit visit = new Visit(errand, address.map(Address::source), true);
        if (errand == Errand.CLIENT && client.isPresent()) {
            // By source too: whoever knows a client's id, which is no secret, must not use up what is the client's.
            look(visit, guesses(visit));
            take(visit, allowances.of(new Payer(errand, visit.source(), client.get()), config.client()));
        } else {
            take(visit, errand.guesses() ? guesses(visit) : others(visit));
        }
        return visit;
    }

    /** The header in which proxies say where a call comes from. */
    String header() {
        return proxies.header();
    }

    /** Charges a refusal to its source. */
    void refused(Visit visit, int status) {
        boolean guessed = visit.errand().guesses() || visit.errand() == Errand.CLIENT && status == 401;
        if (visit.limited() && guessed && config.failureCost() > 1) {
            guesses(visit).tryConsumeAsMuchAsPossible(config.failureCost() - 1);
        }
    }

    private Bucket guesses(Visit visit) {
        return visit.errand() == Errand.BEGIN
                ? allowances.of(Payer.of(Errand.BEGIN, visit.source()), config.begin())
                : allowances.of(Payer.of(Errand.PROVE, visit.source()), config.prove());
    }

    /** A client that does not say which one it is counts among those who guess. */
    private Bucket others(Visit visit) {
        return visit.errand() == Errand.CLIENT
                ? guesses(visit)
                : allowances.of(Payer.of(visit.errand(), visit.source()), config.other());
    }

    private void take(Visit visit, Bucket bucket) {
        var taken = bucket.tryConsumeAndReturnRemaining(1);
        if (!taken.isConsumed()) {
            throw refusal(visit, taken.getNanosToWaitForRefill());
        }
    }

    private void look(Visit visit, Bucket bucket) {
        var left = bucket.estimateAbilityToConsume(1);
        if (!left.canBeConsumed()) {
            throw refusal(visit, left.getNanosToWaitForRefill());
        }
    }

    private ProblemException refusal(Visit visit, long nanos) {
        metrics.counter("latchkey_limit_refused_total", "kind", visit.errand().value())
                .increment();
        long seconds = Duration.ofNanos(nanos).plus(SHORTEST).minusNanos(1).toSeconds();
        return new ProblemException(Problem.TOO_MANY_REQUESTS)
                .header("Retry-After", Long.toString(Math.max(1, seconds)));
    }

    private static void check(LimitConfig config) {
        if (config.per().compareTo(SHORTEST) < 0 || config.per().compareTo(LONGEST) > 0) {
            throw new ConfigurationException("latchkey.limit.per must be between one second and one hour");
        }
        long least = List.of(
                        config.begin(), config.prove(), config.other(), config.client(), config.failureCost(), (long)
                                config.sources())
                .stream()
                .min(Long::compare)
                .orElseThrow();
        if (least < 1) {
            throw new ConfigurationException("latchkey.limit.*: must be 1 at least");
        }
    }
}
