package dev.latchkey.signin;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** Counts what becomes of ceremonies and how long finishing them takes. */
@Singleton
final class SignInMetrics {
    private final MeterRegistry registry;
    private final Timer authentication;
    private final Timer registration;

    SignInMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.authentication = latency(registry, "authentication");
        this.registration = latency(registry, "registration");
    }

    SignInOutcome signIn(Supplier<SignInOutcome> finish) {
        Timer.Sample started = Timer.start(registry);
        SignInOutcome outcome = finish.get();
        started.stop(authentication);
        return counted(outcome);
    }

    /** Counts what became of a sign-in that no assertion finished. */
    SignInOutcome counted(SignInOutcome outcome) {
        registry.counter("signin_outcome_total", "outcome", outcome.outcome(), "reason", outcome.reason())
                .increment();
        return outcome;
    }

    EnrolOutcome registration(Supplier<EnrolOutcome> finish) {
        Timer.Sample started = Timer.start(registry);
        EnrolOutcome outcome = finish.get();
        started.stop(registration);
        String result = outcome instanceof EnrolOutcome.Enrolled ? "enrolled" : "refused";
        registry.counter("registration_outcome_total", "outcome", result, "reason", outcome.reason())
                .increment();
        return outcome;
    }

    private static Timer latency(MeterRegistry registry, String ceremony) {
        return Timer.builder("ceremony_seconds")
                .description("Time to finish a ceremony")
                .tag("ceremony", ceremony)
                .publishPercentileHistogram()
                .register(registry);
    }
}
