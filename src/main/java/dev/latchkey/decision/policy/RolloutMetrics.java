package dev.latchkey.decision.policy;

import dev.latchkey.id.RelyingPartyId;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Shows what is tried where, and what came of it. */
@Singleton
final class RolloutMetrics {
    private static final String PARTY = "relying_party";

    private final Policies policies;
    private final MeterRegistry registry;
    private final MultiGauge stages;
    private final MultiGauge glasses;
    private final MultiGauge warnings;
    private final Map<RelyingPartyId, Boolean> warned = new ConcurrentHashMap<>();

    RolloutMetrics(Policies policies, MeterRegistry registry) {
        this.policies = policies;
        this.registry = registry;
        this.stages = MultiGauge.builder("latchkey_policy_stage").register(registry);
        this.glasses = MultiGauge.builder("latchkey_policy_break_glass").register(registry);
        this.warnings = MultiGauge.builder("latchkey_policy_shadow_harm").register(registry);
    }

    /** Shows what this replica knows. */
    void show() {
        Map<RelyingPartyId, Candidate> tried = policies.candidates();
        stages.register(
                tried.entrySet().stream()
                        .map(entry ->
                                row(entry.getKey(), entry.getValue().stage().ordinal() + 1))
                        .toList(),
                true);
        glasses.register(
                policies.glasses().keySet().stream().map(party -> row(party, 1)).toList(), true);
        warned.keySet()
                .removeIf(party -> !tried.containsKey(party) || tried.get(party).stage() != Stage.SHADOW);
        warnings.register(
                warned.entrySet().stream()
                        .map(entry -> row(entry.getKey(), entry.getValue() ? 1 : 0))
                        .toList(),
                true);
    }

    /** A version in the shadow was looked at. */
    void warned(RelyingPartyId relyingParty, boolean harm) {
        warned.put(relyingParty, harm);
    }

    /** This replica took a version back. */
    void rolledBack(RelyingPartyId relyingParty) {
        registry.counter("latchkey_policy_rollback_total", PARTY, relyingParty.value())
                .increment();
    }

    private static MultiGauge.Row<Number> row(RelyingPartyId relyingParty, int value) {
        return MultiGauge.Row.of(Tags.of(PARTY, relyingParty.value()), value);
    }
}
