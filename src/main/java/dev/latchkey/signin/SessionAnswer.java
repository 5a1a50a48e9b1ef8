package dev.latchkey.signin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.assurance.Amr;
import dev.latchkey.assurance.Assurance;
import dev.latchkey.relyingparty.RelyingParty.SessionMode;
import dev.latchkey.token.TokenPair;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Optional;

/**
 * The members that every answer with a fresh session has: tokens in token mode (RFC 6749 §5.1), a CSRF value in cookie
 * mode, and how sure we are.
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record SessionAnswer(
        @JsonProperty("access_token") Optional<String> accessToken,
        @JsonProperty("token_type") Optional<String> tokenType,
        @JsonProperty("expires_in") long expiresIn,
        @JsonProperty("refresh_token") Optional<String> refreshToken,
        @JsonProperty("refresh_expires_in") long refreshExpiresIn,
        @JsonProperty("csrf_token") Optional<String> csrfToken,
        String acr,
        List<String> amr,
        @JsonProperty("auth_time") long authTime) {

    static SessionAnswer of(Opened opened) {
        TokenPair tokens = opened.tokens();
        boolean inJson = opened.session().mode() == SessionMode.TOKEN;
        Assurance assurance = tokens.assurance();
        return new SessionAnswer(
                Optional.of(tokens.accessToken()).filter(token -> inJson),
                Optional.of("Bearer").filter(type -> inJson),
                tokens.accessLifetime().toSeconds(),
                Optional.of(tokens.refreshToken()).filter(token -> inJson),
                tokens.refreshLifetime().toSeconds(),
                Optional.of(tokens.csrf()).filter(value -> !inJson),
                assurance.acr().urn(),
                assurance.amr().stream().map(Amr::value).toList(),
                assurance.authTime().getEpochSecond());
    }

    @Override
    public String toString() {
        return "SessionAnswer[redacted]";
    }
}
