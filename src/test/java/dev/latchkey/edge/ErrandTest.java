package dev.latchkey.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrandTest {
    @ParameterizedTest
    @CsvSource({
        "/v1/webauthn/authentication/options,BEGIN",
        "/v1/webauthn/registration/options,BEGIN",
        "/v1/webauthn/authentication/options/,BEGIN",
        "/v1/webauthn/authentication/verify,PROVE",
        "/v1/webauthn/registration/verify,PROVE",
        "/v1/step-up,PROVE",
        "/v1/step-up/email_code/options,PROVE",
        "/v1/step-up/totp/verify,PROVE",
        "/v1/token/exchange,PROVE",
        "/v1/notice/stop,PROVE",
        "/v1/me/email/verify,PROVE",
        "/v1/me/totp/verify,PROVE",
        "/v1/token/refresh,REFRESH",
        "/v1/risk/assess,CLIENT",
        "/v1/relying-party,OTHER",
        "/v1/me,OTHER",
        "/v1/me/email,OTHER",
        "/v1/nothing,OTHER"
    })
    void everyCallOfTheApiIsOfOneKind(String path, Errand errand) {
        assertThat(Errand.of(path)).contains(errand);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/account", "/sdk/latchkey.js", "/.well-known/jwks.json", "/q/health/ready", "/v10/me"})
    void everythingElseIsFree(String path) {
        assertThat(Errand.of(path)).isEmpty();
    }

    @Test
    void whatGoesOnForMinutesIsKnown() {
        assertThat(Errand.isStream("/v1/me/approvals/events")).isTrue();
        assertThat(Errand.isStream("/v1/step-up/device/events/")).isTrue();
        assertThat(Errand.isStream("/v1/me/approvals")).isFalse();
    }
}
