package dev.latchkey.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.edge.Api.Call;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The OpenAPI document names what integrators build on: neither a call more nor a call less. */
@QuarkusTest
class OpenApiTest {
    private static final List<String> CALLS = List.of(
            "DELETE /v1/me",
            "DELETE /v1/me/credentials/{id}",
            "DELETE /v1/me/email",
            "DELETE /v1/me/sessions/{id}",
            "DELETE /v1/me/totp",
            "DELETE /v1/ops/{rp}/policy/drafts/{id}",
            "DELETE /v1/ops/{rp}/replays/{id}",
            "DELETE /v1/ops/{rp}/staff/invitations/{id}",
            "DELETE /v1/ops/{rp}/staff/{account}/roles/{role}",
            "GET /.well-known/apple-app-site-association",
            "GET /.well-known/assetlinks.json",
            "GET /.well-known/jwks.json",
            "GET /.well-known/passkey-endpoints",
            "GET /.well-known/webauthn",
            "GET /v1/me",
            "GET /v1/me/activity",
            "GET /v1/me/approvals",
            "GET /v1/me/credentials",
            "GET /v1/me/credentials/{id}",
            "GET /v1/me/email",
            "GET /v1/me/privacy",
            "GET /v1/me/sessions",
            "GET /v1/me/totp",
            "GET /v1/ops/me",
            "GET /v1/ops/{rp}/decisions",
            "GET /v1/ops/{rp}/decisions/{id}",
            "GET /v1/ops/{rp}/journal",
            "GET /v1/ops/{rp}/overview",
            "GET /v1/ops/{rp}/policy",
            "GET /v1/ops/{rp}/policy/drafts",
            "GET /v1/ops/{rp}/policy/drafts/{id}",
            "GET /v1/ops/{rp}/policy/history",
            "GET /v1/ops/{rp}/policy/schema",
            "GET /v1/ops/{rp}/policy/versions/{version}",
            "GET /v1/ops/{rp}/replays",
            "GET /v1/ops/{rp}/replays/{id}",
            "GET /v1/ops/{rp}/replays/{id}/flips",
            "GET /v1/ops/{rp}/staff",
            "GET /v1/ops/{rp}/walks",
            "GET /v1/ops/{rp}/walks/personas",
            "GET /v1/ops/{rp}/walks/{id}",
            "GET /v1/ops/{rp}/walks/{id}/compare",
            "GET /v1/ops/{rp}/what-if/options",
            "GET /v1/relying-party",
            "GET /v1/walk",
            "PATCH /v1/me",
            "PATCH /v1/me/credentials/{id}",
            "POST /v1/hand-off",
            "POST /v1/me/activity/{id}",
            "POST /v1/me/approvals/{id}",
            "POST /v1/me/email/verify",
            "POST /v1/me/recovery-codes",
            "POST /v1/me/totp",
            "POST /v1/me/totp/verify",
            "POST /v1/notice/stop",
            "POST /v1/ops/invitation",
            "POST /v1/ops/{rp}/budget",
            "POST /v1/ops/{rp}/decisions/{id}/reveal",
            "POST /v1/ops/{rp}/policy/break-glass",
            "POST /v1/ops/{rp}/policy/break-glass/stop",
            "POST /v1/ops/{rp}/policy/diff",
            "POST /v1/ops/{rp}/policy/drafts",
            "POST /v1/ops/{rp}/policy/drafts/{id}/submit",
            "POST /v1/ops/{rp}/policy/rollout",
            "POST /v1/ops/{rp}/policy/rollout/stop",
            "POST /v1/ops/{rp}/policy/validate",
            "POST /v1/ops/{rp}/policy/versions/{version}/activate",
            "POST /v1/ops/{rp}/policy/versions/{version}/approve",
            "POST /v1/ops/{rp}/policy/versions/{version}/reject",
            "POST /v1/ops/{rp}/replays",
            "POST /v1/ops/{rp}/staff/grants",
            "POST /v1/ops/{rp}/staff/invitations",
            "POST /v1/ops/{rp}/staff/proposals/{id}",
            "POST /v1/ops/{rp}/walks",
            "POST /v1/ops/{rp}/walks/{id}/finish",
            "POST /v1/ops/{rp}/what-if",
            "POST /v1/risk/assess",
            "POST /v1/sign-out",
            "POST /v1/step-up",
            "POST /v1/step-up/device/events",
            "POST /v1/step-up/{method}/options",
            "POST /v1/step-up/{method}/verify",
            "POST /v1/token/exchange",
            "POST /v1/token/refresh",
            "POST /v1/walk/give-up",
            "POST /v1/walk/next",
            "POST /v1/walk/views",
            "POST /v1/webauthn/authentication/options",
            "POST /v1/webauthn/authentication/verify",
            "POST /v1/webauthn/registration/options",
            "POST /v1/webauthn/registration/verify",
            "PUT /v1/me/email",
            "PUT /v1/me/privacy",
            "PUT /v1/ops/{rp}/policy/drafts/{id}");

    @Test
    void theDocumentNamesEveryCallOfTheContract() {
        List<String> calls = Api.calls().stream().map(Call::name).sorted().toList();

        assertThat(calls).containsExactlyElementsOf(CALLS);
    }

    @Test
    void theDocumentIsCalledByTheServicesName() {
        assertThat(Api.document().path("info").path("title").asText()).isEqualTo("Latchkey");
    }
}
