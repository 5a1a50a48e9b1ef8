package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.PlainHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.latchkey.assurance.Acr;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.relyingparty.RelyingParty.SigningAlgorithm;
import dev.latchkey.testing.MovableClock;
import dev.latchkey.testing.Parties;
import dev.latchkey.token.TokenFixture.SignedInCustomer;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Access tokens, signed by jose4j and verified by Nimbus; and tampered ones, each in one place. */
@QuarkusTest
class AccessTokensTest {
    @Inject
    TokenFixture fixture;

    @Inject
    AccessTokens accessTokens;

    @Inject
    SigningKeys keys;

    @Inject
    MovableClock clock;

    private final RelyingParty party = Parties.fresh();

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    @ParameterizedTest
    @EnumSource(SigningAlgorithm.class)
    void anotherLibraryVerifiesATokenByThePublishedKeys(SigningAlgorithm algorithm) throws Exception {
        RelyingParty signing = Parties.fresh(algorithm, true);
        SignedInCustomer customer = fixture.signIn(signing);

        SignedJWT jwt = SignedJWT.parse(customer.tokens().accessToken());

        assertThat(verifiedByNimbus(signing, jwt)).isTrue();
        assertThat(jwt.getHeader().getAlgorithm().getName()).isEqualTo(KeyForge.jws(algorithm));
        assertThat(accessTokens.read(signing, jwt.serialize(), false))
                .map(Caller::session)
                .contains(customer.session().id());
    }

    @Test
    void aTokenSaysWhatRfc9068AsksFor() throws ParseException {
        SignedInCustomer customer = fixture.signIn(party);
        Instant authTime = customer.session().assurance().authTime();

        SignedJWT jwt = SignedJWT.parse(customer.tokens().accessToken());

        JWTClaimsSet claims = jwt.getJWTClaimsSet();
        assertThat(jwt.getHeader().getType().getType()).isEqualTo("at+jwt");
        assertThat(claims.getIssuer()).isEqualTo(party.issuer());
        assertThat(claims.getAudience()).containsExactly(party.audience());
        assertThat(claims.getSubject())
                .isEqualTo(customer.session().account().value().toString());
        assertThat(claims.getStringClaim("client_id")).isEqualTo("latchkey-web");
        assertThat(claims.getStringClaim("sid"))
                .isEqualTo(customer.session().id().value().toString());
        assertThat(claims.getJWTID()).hasSize(22);
        assertThat(claims.getStringClaim("acr")).isEqualTo("urn:latchkey:acr:2");
        assertThat(claims.getStringListClaim("amr")).containsExactlyInAnyOrder("pop", "mfa", "user");
        assertThat(claims.getLongClaim("auth_time")).isEqualTo(authTime.getEpochSecond());
        assertThat(claims.getNotBeforeTime()).isEqualTo(claims.getIssueTime());
        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofMinutes(5));
        assertThat(claims.getClaims().keySet())
                .containsExactlyInAnyOrder(
                        "iss", "aud", "sub", "client_id", "sid", "jti", "iat", "nbf", "exp", "acr", "amr", "auth_time");
    }

    @Test
    void theCallerIsWhomTheTokenWasIssuedFor() {
        SignedInCustomer customer = fixture.signIn(party);

        Optional<Caller> read = accessTokens.read(party, customer.tokens().accessToken(), true);

        Caller caller = read.orElseThrow();
        assertThat(caller.relyingParty()).isEqualTo(party.id());
        assertThat(caller.account()).isEqualTo(customer.session().account());
        assertThat(caller.session()).isEqualTo(customer.session().id());
        assertThat(caller.assurance().acr()).isEqualTo(Acr.TWO);
        assertThat(caller.assurance().amr())
                .isEqualTo(customer.session().assurance().amr());
        assertThat(caller.byCookie()).isTrue();
    }

    @Test
    void aTokenExpiresAfterItsFiveMinutesAndTheLeewayOfThirtySeconds() {
        String token = fixture.signIn(party).tokens().accessToken();

        clock.advance(Duration.ofSeconds(328));
        Optional<Caller> before = accessTokens.read(party, token, false);
        clock.advance(Duration.ofSeconds(3));
        Optional<Caller> after = accessTokens.read(party, token, false);

        assertThat(before).isPresent();
        assertThat(after).isEmpty();
    }

    @Test
    void aTokenFromTheFutureIsNotGoodYet() throws Exception {
        Forger forger = new Forger();
        Date soon = Date.from(clock.instant().plusSeconds(28));
        Date later = Date.from(clock.instant().plusSeconds(33));

        boolean within = forger.isAccepted(claims -> claims.notBeforeTime(soon), header -> header);
        boolean beyond = forger.isAccepted(claims -> claims.notBeforeTime(later), header -> header);

        assertThat(within).isTrue();
        assertThat(beyond).isFalse();
    }

    @Test
    void whatTheForgerCopiesFaithfullyIsAccepted() throws Exception {
        boolean accepted = new Forger().isAccepted(claims -> claims, header -> header);

        assertThat(accepted).isTrue();
    }

    @Test
    void aTokenThatDiffersInOneClaimIsRefused() throws Exception {
        Forger forger = new Forger();
        List<UnaryOperator<JWTClaimsSet.Builder>> tampered = List.of(
                claims -> claims.issuer("https://elsewhere.example"),
                claims -> claims.issuer(party.issuer() + "/"),
                claims -> claims.issuer(null),
                claims -> claims.audience("elsewhere.example"),
                claims -> claims.audience((String) null),
                claims -> claims.expirationTime(Date.from(clock.instant().minusSeconds(31))),
                claims -> claims.expirationTime(null),
                claims -> claims.notBeforeTime(null),
                claims -> claims.subject("ana"),
                claims -> claims.subject(null),
                claims -> claims.claim("sid", null),
                claims -> claims.claim("sid", "1"),
                claims -> claims.claim("acr", "urn:latchkey:acr:4"),
                claims -> claims.claim("acr", null),
                claims -> claims.claim("amr", "pop"),
                claims -> claims.claim("amr", null),
                claims -> claims.claim("auth_time", null),
                claims -> claims.claim("auth_time", "yesterday"));

        List<Boolean> accepted = tampered.stream()
                .map(change -> forger.isAccepted(change, header -> header))
                .toList();

        assertThat(accepted).hasSize(18).containsOnly(false);
    }

    @Test
    void aTokenThatDiffersInOneHeaderIsRefused() throws Exception {
        Forger forger = new Forger();
        RelyingParty other = Parties.fresh();
        String kidOfAnother = keys.signer(other).kid();
        List<UnaryOperator<JWSHeader.Builder>> tampered = List.of(
                header -> header.type(JOSEObjectType.JWT),
                header -> header.type(new JOSEObjectType("application/at+jwt")),
                header -> header.type(null),
                header -> header.keyID(null),
                header -> header.keyID("made-up"),
                header -> header.keyID(kidOfAnother),
                header -> header.criticalParams(Set.of("exp")).customParam("exp", 1));

        List<Boolean> accepted = tampered.stream()
                .map(change -> forger.isAccepted(claims -> claims, change))
                .toList();

        assertThat(accepted).hasSize(7).containsOnly(false);
    }

    @Test
    void keysThatATokenBringsAlongAreNotLookedAt() throws Exception {
        ECKey attackers = new ECKeyGenerator(Curve.P_256).generate();
        JWTClaimsSet claims =
                SignedJWT.parse(fixture.signIn(party).tokens().accessToken()).getJWTClaimsSet();
        JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(keys.signer(party).kid());
        Stream<JWSHeader> headers = Stream.of(
                header.build(),
                header.jwk(attackers.toPublicJWK()).build(),
                header.jwkURL(URI.create("https://attacker.example/jwks")).build(),
                header.x509CertURL(URI.create("https://attacker.example/cert")).build());

        Stream<Optional<Caller>> read =
                headers.map(each -> accessTokens.read(party, signed(each, claims, attackers), false));

        assertThat(read).hasSize(4).allMatch(Optional::isEmpty);
    }

    @Test
    void anotherAlgorithmThanTheKeysIsRefused() throws Exception {
        SignedJWT genuine = SignedJWT.parse(fixture.signIn(party).tokens().accessToken());
        byte[] publicKey = keys.signer(party).publicKey().getEncoded();
        String jwk = keys.signer(party).publicJwk();
        JWSHeader hs256 = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(genuine.getHeader().getKeyID())
                .build();
        String none = new PlainJWT(
                        new PlainHeader.Builder()
                                .type(new JOSEObjectType("at+jwt"))
                                .customParam("kid", genuine.getHeader().getKeyID())
                                .build(),
                        genuine.getJWTClaimsSet())
                .serialize();
        SignedJWT byEncodedKey = new SignedJWT(hs256, genuine.getJWTClaimsSet());
        byEncodedKey.sign(new MACSigner(publicKey));
        SignedJWT byJwk = new SignedJWT(hs256, genuine.getJWTClaimsSet());
        byJwk.sign(new MACSigner(jwk.getBytes(StandardCharsets.UTF_8)));

        List<Optional<Caller>> read = Stream.of(none, byEncodedKey.serialize(), byJwk.serialize())
                .map(token -> accessTokens.read(party, token, false))
                .toList();

        assertThat(read).hasSize(3).allMatch(Optional::isEmpty);
    }

    @Test
    void aDamagedTokenIsRefusedAndNothingIsThrown() {
        String genuine = fixture.signIn(party).tokens().accessToken();
        String[] parts = genuine.split("\\.");
        Stream<String> damaged = Stream.of(
                "",
                ".",
                "..",
                "a.b.c",
                "é.é.é",
                parts[0] + "." + parts[1],
                parts[0] + "." + parts[1] + ".",
                parts[0] + "." + parts[1] + "." + parts[2] + ".x.y",
                parts[0] + "." + parts[2] + "." + parts[1],
                genuine.substring(0, genuine.length() - 10),
                genuine + "." + genuine,
                "[]." + parts[1] + "." + parts[2],
                Base64URL.encode("[]") + "." + parts[1] + "." + parts[2],
                Base64URL.encode("{\"alg\":1,\"kid\":2,\"typ\":3}") + "." + parts[1] + "." + parts[2],
                Base64URL.encode("{\"alg\":5,\"typ\":\"at+jwt\",\"kid\":\""
                                + keys.signer(party).kid() + "\"}") + "." + parts[1] + "." + parts[2],
                Base64URL.encode("{\"alg\":\"ES256\",\"alg\":\"none\"}") + "." + parts[1] + "." + parts[2],
                "x".repeat(100_000));

        Stream<Optional<Caller>> read = damaged.map(token -> accessTokens.read(party, token, false));

        assertThat(read).hasSize(17).allMatch(Optional::isEmpty);
    }

    @Test
    void aTokenOfOneRelyingPartyIsNothingAtAnother() {
        RelyingParty other = Parties.fresh();
        fixture.signIn(other);
        String token = fixture.signIn(party).tokens().accessToken();

        Optional<Caller> read = accessTokens.read(other, token, false);

        assertThat(read).isEmpty();
    }

    @Test
    void aRelyingPartyThatTakesAnothersNamesStillCannotReadItsTokens() {
        String token = fixture.signIn(party).tokens().accessToken();
        RelyingParty other = Parties.fresh();
        RelyingParty disguised = new RelyingParty(
                new RelyingPartyId(other.id().value()),
                party.name(),
                party.rpId(),
                party.hosts(),
                party.origins(),
                party.relatedOrigins(),
                party.issuer(),
                party.audience(),
                party.userVerification(),
                party.sessionMode(),
                party.rememberSessions(),
                party.signingAlgorithm(),
                party.uniqueUsernames(),
                party.corsOrigins(),
                party.returnAddresses(),
                party.apps(),
                party.languages(),
                party.look(),
                party.use());

        Optional<Caller> read = accessTokens.read(disguised, token, false);

        assertThat(read).isEmpty();
    }

    private boolean verifiedByNimbus(RelyingParty signing, SignedJWT jwt) throws Exception {
        JWK jwk = JWKSet.parse(keys.publish(signing).json())
                .getKeyByKeyId(jwt.getHeader().getKeyID());
        return switch (jwk) {
            case OctetKeyPair edwards -> verifiedByTheJdk(edwards, jwt);
            case ECKey elliptic -> jwt.verify(new ECDSAVerifier(elliptic));
            case RSAKey rsa -> jwt.verify(new RSASSAVerifier(rsa));
            default -> false;
        };
    }

    /** Nimbus would need another library for Ed25519; the key is still read from the published set by it. */
    private static boolean verifiedByTheJdk(OctetKeyPair key, SignedJWT jwt) throws GeneralSecurityException {
        byte[] prefix = HexFormat.of().parseHex("302a300506032b6570032100");
        byte[] encoded =
                ByteBuffer.allocate(44).put(prefix).put(key.getDecodedX()).array();
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
        signature.update(jwt.getSigningInput());
        return signature.verify(jwt.getSignature().decode());
    }

    private static String signed(JWSHeader header, JWTClaimsSet claims, ECKey key) {
        try {
            SignedJWT jwt = new SignedJWT(header, claims);
            jwt.sign(new ECDSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    /** Holds the relying party's own private key, so that only the change under test can be what is refused. */
    private final class Forger {
        private final SigningKey key = keys.signer(party);
        private final JWTClaimsSet genuine;

        Forger() throws ParseException {
            genuine = SignedJWT.parse(fixture.signIn(party).tokens().accessToken())
                    .getJWTClaimsSet();
        }

        boolean isAccepted(UnaryOperator<JWTClaimsSet.Builder> claims, UnaryOperator<JWSHeader.Builder> header) {
            JWSHeader.Builder plain = new JWSHeader.Builder(JWSAlgorithm.ES256)
                    .type(new JOSEObjectType("at+jwt"))
                    .keyID(key.kid());
            try {
                SignedJWT jwt = new SignedJWT(
                        header.apply(plain).build(),
                        claims.apply(new JWTClaimsSet.Builder(genuine)).build());
                jwt.sign(new ECDSASigner((ECPrivateKey) key.privateKey().orElseThrow()));
                return accessTokens.read(party, jwt.serialize(), false).isPresent();
            } catch (JOSEException e) {
                throw new AssertionError(e);
            }
        }
    }
}
