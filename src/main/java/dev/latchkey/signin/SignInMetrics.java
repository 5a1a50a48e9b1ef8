package dev.latchkey.signin;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** Counts what becomes of ceremonies and how long finishing them takes. */
@Singleton
final class SignInMetrics {
    private final MeterRegistry registry;

    SignInMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    SignInOutcome signIn(Supplier<SignInOutcome> finish) {
        Timer.Sample started = Timer.start(registry);
        SignInOutcome outcome = finish.get();
        started.stop(latency("authentication"));
        registry.counter("signin_outcome_total", "outcome", outcome.outcome(), "reason", outcome.reason())
                .increment();
        return outcome;
    }

    EnrolOutcome registration(Supplier<EnrolOutcome> finish) {
        Timer.Sample started = Timer.start(registry);
        EnrolOutcome outcome = finish.get();
        started.stop(latency("registration"));
        String result = outcome instanceof EnrolOutcome.Enrolled ? "enrolled" : "refused";
        registry.counter("registration_outcome_total", "outcome", result, "reason", outcome.reason())
                .increment();
        return outcome;
    }

    private Timer latency(String ceremony) {
        return Timer.builder("ceremony_seconds")
                .description("Time to finish a ceremony")
                .tag("ceremony", ceremony)
                .publishPercentileHistogram()
                .register(registry);
    }
}
