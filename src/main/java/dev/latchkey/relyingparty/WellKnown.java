package dev.latchkey.relyingparty;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files that browsers and app stores fetch from the RP ID's own host: related origins (WebAuthn L3 §5.11.1), W3C
 * passkey endpoints, Digital Asset Links, and Apple's site association.
 */
@Singleton
public final class WellKnown {
    private final ObjectMapper json;

    WellKnown(ObjectMapper json) {
        this.json = json;
    }

    /** Related origins. */
    @RegisterForReflection
    record Related(List<String> origins) {}

    /** Where passkeys are made and managed. */
    @RegisterForReflection
    record PasskeyEndpoints(String enroll, String manage) {}

    /** One statement of Digital Asset Links. */
    @RegisterForReflection
    record Statement(List<String> relation, Target target) {}

    /** What a statement is about. */
    @RegisterForReflection
    record Target(
            String namespace,
            @JsonProperty("package_name") String packageName,
            @JsonProperty("sha256_cert_fingerprints") List<String> fingerprints) {}

    static Related related(RelyingParty relyingParty) {
        return new Related(relyingParty.relatedOrigins());
    }

    static PasskeyEndpoints passkeyEndpoints(RelyingParty relyingParty) {
        String account = relyingParty.issuer() + "/account";
        return new PasskeyEndpoints(account, account);
    }

    static List<Statement> assetLinks(RelyingParty relyingParty) {
        return relyingParty.apps().android().stream()
                .map(app -> new Statement(
                        List.of(
                                "delegate_permission/common.handle_all_urls",
                                "delegate_permission/common.get_login_creds"),
                        new Target("android_app", app.packageName(), app.fingerprints())))
                .toList();
    }

    static Map<String, Object> siteAssociation(RelyingParty relyingParty) {
        return Map.of("webcredentials", Map.of("apps", relyingParty.apps().apple()));
    }

    /** Returns all of them by their paths, for operators to place where the RP ID's host is not this deployment. */
    public Map<String, String> files(RelyingParty relyingParty) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("/.well-known/webauthn", write(related(relyingParty)));
        files.put("/.well-known/passkey-endpoints", write(passkeyEndpoints(relyingParty)));
        files.put("/.well-known/assetlinks.json", write(assetLinks(relyingParty)));
        files.put("/.well-known/apple-app-site-association", write(siteAssociation(relyingParty)));
        return files;
    }

    private String write(Object file) {
        try {
            return json.writerWithDefaultPrettyPrinter().writeValueAsString(file);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("these records are plain text", impossible);
        }
    }
}
