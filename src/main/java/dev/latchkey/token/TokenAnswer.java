package dev.latchkey.token;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.assurance.Amr;
import dev.latchkey.relyingparty.RelyingParty.SessionMode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Optional;

/**
 * The members by which an answer hands tokens over, at its top level (RFC 6749 §5.1). In cookie mode the tokens
 * themselves go in cookies, see {@link SessionCookies}, and the CSRF value takes their place.
 *
 * @param accessToken only in token mode
 * @param tokenType {@code Bearer}; only in token mode
 * @param expiresIn for how many seconds the access token is good
 * @param refreshToken only in token mode
 * @param refreshExpiresIn for how many seconds the refresh token may lie unused
 * @param csrfToken only in cookie mode
 * @param acr how sure we are, now
 * @param amr by which means (RFC 8176)
 * @param authTime when the customer last proved it, in seconds of the epoch
 */
@RegisterForReflection
@JsonInclude(Include.NON_ABSENT)
public record TokenAnswer(
        @JsonProperty("access_token") Optional<String> accessToken,
        @JsonProperty("token_type") Optional<String> tokenType,
        @JsonProperty("expires_in") long expiresIn,
        @JsonProperty("refresh_token") Optional<String> refreshToken,
        @JsonProperty("refresh_expires_in") long refreshExpiresIn,
        @JsonProperty("csrf_token") Optional<String> csrfToken,
        @JsonProperty("acr") String acr,
        @JsonProperty("amr") List<String> amr,
        @JsonProperty("auth_time") long authTime) {

    /** The members for a client that carries its session in {@code mode}. */
    public static TokenAnswer of(TokenPair tokens, SessionMode mode) {
        boolean inBody = mode == SessionMode.TOKEN;
        return new TokenAnswer(
                Optional.of(tokens.accessToken()).filter(token -> inBody),
                Optional.of("Bearer").filter(type -> inBody),
                tokens.accessLifetime().toSeconds(),
                Optional.of(tokens.refreshToken()).filter(token -> inBody),
                tokens.refreshLifetime().toSeconds(),
                Optional.of(tokens.csrf()).filter(value -> !inBody),
                tokens.assurance().acr().urn(),
                tokens.assurance().amr().stream().map(Amr::value).toList(),
                tokens.assurance().authTime().getEpochSecond());
    }

    @Override
    public String toString() {
        return "TokenAnswer[redacted]";
    }
}
