package dev.latchkey.secret;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Chooses the implementation of ECDSA when the service starts, before any key is loaded, and says which it is. */
@Singleton
final class CryptoStart {
    private static final Logger LOG = Logger.getLogger(CryptoStart.class);
    private static final int FIRST = 1;

    @Produces
    @Singleton
    CryptoProvider provider(CryptoConfig config) {
        if (config.fast()) {
            return FastCrypto.install();
        }
        FastCrypto.uninstall();
        return new CryptoProvider(CryptoProvider.JDK, "latchkey.crypto.fast=false");
    }

    /** {@code crypto_provider_info{provider="accp"} 1}, so that a fleet shows who is slow. */
    @Produces
    @Singleton
    MeterBinder metric(CryptoProvider chosen) {
        return registry -> Gauge.builder("crypto.provider.info", () -> 1)
                .tag("provider", chosen.name())
                .description("Which implementation computes ECDSA on P-256")
                .register(registry);
    }

    void start(@Observes @Priority(FIRST) StartupEvent event, CryptoProvider chosen, CryptoConfig config) {
        boolean missed = config.fast() && chosen.name().equals(CryptoProvider.JDK);
        LOG.logf(
                missed ? Logger.Level.WARN : Logger.Level.INFO,
                "signatures on P-256 are computed provider=%s detail=\"%s\"",
                chosen.name(),
                chosen.detail());
    }
}
