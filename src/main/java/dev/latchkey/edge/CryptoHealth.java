package dev.latchkey.edge;

import dev.latchkey.secret.CryptoProvider;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Says at start which implementation computes the signatures; the slower one is no reason not to serve. */
@Startup
@Singleton
class CryptoHealth implements HealthCheck {
    private final CryptoProvider provider;

    CryptoHealth(CryptoProvider provider) {
        this.provider = provider;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("crypto provider")
                .up()
                .withData("name", provider.name())
                .withData("detail", provider.detail())
                .build();
    }
}
