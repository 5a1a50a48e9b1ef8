package dev.latchkey.decision;

import dev.latchkey.decision.place.DeviceProof;
import dev.latchkey.risk.Activity;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** Counts what was decided, and what stood in the way of deciding well. */
@Singleton
final class DecisionMetrics {
    private static final String CUSTOM = "custom";

    private final MeterRegistry registry;

    DecisionMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** A decision that goes to the log. Apps' own actions count as one, as their names are not ours to bound. */
    void decided(Attempt attempt, Decision decision) {
        String action = attempt.action().activity() == Activity.CUSTOM
                ? CUSTOM
                : attempt.action().name();
        String segment = Names.of(decision.basis().evidence().segment());
        registry.counter("latchkey_decision_total", "action", action, "level", decision.level(), "segment", segment)
                .increment();
    }

    /** The policy in force could not be read. */
    void policyUnreadable() {
        unreadable("policy");
    }

    /** A version that is tried could not be read; the policy in force decided. */
    void candidateUnreadable() {
        unreadable("candidate");
    }

    /** An account's profile could not be read. */
    void profileUnreadable() {
        unreadable("profile");
    }

    /** What a client sent as a proof of its device. */
    void shown(DeviceProof proof) {
        if (proof instanceof DeviceProof.Refused(String reason)) {
            registry.counter("latchkey_device_proof_refused_total", "reason", reason)
                    .increment();
        }
    }

    private void unreadable(String what) {
        registry.counter("latchkey_decision_unreadable_total", "what", what).increment();
    }
}
