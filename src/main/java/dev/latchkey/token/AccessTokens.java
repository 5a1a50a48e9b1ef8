package dev.latchkey.token;

import dev.latchkey.assurance.Acr;
import dev.latchkey.assurance.Amr;
import dev.latchkey.assurance.Assurance;
import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.SessionId;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.session.Session;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;

/**
 * Access tokens: JWTs of the profile of RFC 9068, signed by the relying party's own key. Reading one touches no
 * database. What verifies a token is found by its {@code kid} among the keys of the relying party that the request is
 * for; key material or addresses in the token itself ({@code jwk}, {@code jku}, {@code x5c}, {@code x5u}) are not looked
 * at (RFC 8725 §3.1, §3.10, §3.11).
 */
@Singleton
public final class AccessTokens {
    private static final String TYPE = "at+jwt";
    private static final int LONGEST = 4096;
    private static final int JTI = 16;
    private static final Duration LEEWAY = Duration.ofSeconds(30);
    private static final Duration LONGEST_APPROVAL = Duration.ofMinutes(5);

    private final SigningKeys keys;
    private final TokenConfig config;
    private final Clock clock;
    private final SecureRandom random;
    private final Signer signer;

    AccessTokens(SigningKeys keys, TokenConfig config, Clock clock, SecureRandom random, Signer signer) {
        this.keys = keys;
        this.config = config;
        this.clock = clock;
        this.random = random;
        this.signer = signer;
    }

    /** Returns how long a token is good for; one that says what was approved is never good for long. */
    Duration lifetime(boolean approval) {
        Duration usual = config.accessLifetime();
        return approval && usual.compareTo(LONGEST_APPROVAL) > 0 ? LONGEST_APPROVAL : usual;
    }

    /** Signs an access token of the session that says {@code assurance}. */
    String sign(RelyingParty relyingParty, Session session, Assurance assurance) {
        return sign(relyingParty, session, assurance, Optional.empty());
    }

    /** As {@link #sign(RelyingParty, Session, Assurance)}, with the claim {@code transaction} where something was approved. */
    String sign(
            RelyingParty relyingParty,
            Session session,
            Assurance assurance,
            Optional<Map<String, Object>> transaction) {
        Instant now = clock.instant();
        SigningKey key = keys.signer(relyingParty);
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", relyingParty.issuer());
        claims.put("aud", relyingParty.audience());
        claims.put("sub", session.account().toString());
        claims.put("client_id", session.clientId());
        claims.put("sid", session.id().toString());
        claims.put("jti", Bytes.random(JTI, random).toBase64Url());
        claims.put("iat", now.getEpochSecond());
        claims.put("nbf", now.getEpochSecond());
        claims.put("exp", now.plus(lifetime(transaction.isPresent())).getEpochSecond());
        claims.put("acr", assurance.acr().urn());
        claims.put("amr", assurance.amr().stream().map(Amr::value).toList());
        claims.put("auth_time", assurance.authTime().getEpochSecond());
        transaction.ifPresent(approved -> {
            Map<String, Object> claim = new LinkedHashMap<>(approved);
            claim.put("at", now.getEpochSecond());
            claims.put("transaction", claim);
        });
        return signer.sign(TYPE, claims, key);
    }

    /**
     * Verifies an access token of the relying party and says who is calling; empty when anything about it is wrong.
     *
     * @param byCookie whether it came in a cookie
     */
    public Optional<Caller> read(RelyingParty relyingParty, String jwt, boolean byCookie) {
        return jwt.length() > LONGEST
                ? Optional.empty()
                : parse(jwt)
                        .flatMap(jws -> keyOf(relyingParty, jws).flatMap(key -> verified(jws, key)))
                        .flatMap(claims -> caller(relyingParty, claims, byCookie));
    }

    private static Optional<JsonWebSignature> parse(String jwt) {
        JsonWebSignature jws = new JsonWebSignature();
        try {
            jws.setCompactSerialization(jwt);
            return Optional.of(jws);
        } catch (JoseException | RuntimeException damaged) {
            return Optional.empty();
        }
    }

    /** The key that the header names, if the header is one of ours otherwise. */
    private Optional<SigningKey> keyOf(RelyingParty relyingParty, JsonWebSignature jws) {
        return TYPE.equals(jws.getHeaders().getObjectHeaderValue("typ"))
                        && jws.getHeaders().getObjectHeaderValue("kid") instanceof String kid
                ? keys.verifier(relyingParty, kid)
                : Optional.empty();
    }

    /** The claims, if the signature is the key's by its one algorithm. */
    private static Optional<JwtClaims> verified(JsonWebSignature jws, SigningKey key) {
        jws.setAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, KeyForge.jws(key.algorithm())));
        jws.setKey(key.publicKey());
        try {
            return jws.verifySignature() ? Optional.of(JwtClaims.parse(jws.getPayload())) : Optional.empty();
        } catch (JoseException | InvalidJwtException | RuntimeException refused) {
            // RuntimeException too: headers of a wrong type fail a cast inside the library.
            return Optional.empty();
        }
    }

    private Optional<Caller> caller(RelyingParty relyingParty, JwtClaims claims, boolean byCookie) {
        try {
            boolean ours = relyingParty.issuer().equals(claims.getIssuer())
                    && claims.getAudience().contains(relyingParty.audience());
            if (!ours || !isTimely(claims)) {
                return Optional.empty();
            }
            Optional<Acr> acr = Acr.fromUrn(claims.getStringClaimValue("acr"));
            Instant authTime = Instant.ofEpochSecond(
                    claims.getNumericDateClaimValue("auth_time").getValue());
            Set<Amr> amr = EnumSet.noneOf(Amr.class);
            List<?> means = claims.getClaimValue("amr", List.class);
            means.forEach(value -> Amr.fromValue(String.valueOf(value)).ifPresent(amr::add));
            AccountId account = new AccountId(UUID.fromString(claims.getSubject()));
            SessionId session = new SessionId(UUID.fromString(claims.getStringClaimValue("sid")));
            return acr.map(level ->
                    new Caller(relyingParty.id(), account, session, new Assurance(level, amr, authTime), byCookie));
        } catch (MalformedClaimException | IllegalArgumentException | NullPointerException notOurShape) {
            return Optional.empty();
        }
    }

    private boolean isTimely(JwtClaims claims) throws MalformedClaimException {
        NumericDate expires = claims.getExpirationTime();
        NumericDate begins = claims.getNotBefore();
        Instant now = clock.instant();
        return expires != null
                && begins != null
                && now.isBefore(Instant.ofEpochSecond(expires.getValue()).plus(LEEWAY))
                && !now.plus(LEEWAY).isBefore(Instant.ofEpochSecond(begins.getValue()));
    }
}
