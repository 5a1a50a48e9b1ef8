package dev.latchkey.token;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.relyingparty.RelyingParties;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.relyingparty.RelyingParty.SessionMode;
import dev.latchkey.testing.MovableClock;
import dev.latchkey.token.TokenFixture.SignedInCustomer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The package's endpoints and filters over HTTP, at the demo relying party. */
@QuarkusTest
class TokenResourcesTest {
    @Inject
    TokenFixture fixture;

    @Inject
    RelyingParties relyingParties;

    @Inject
    MovableClock clock;

    private RelyingParty demo;

    @BeforeEach
    void findTheDemo() {
        demo = relyingParties.find(new RelyingPartyId("demo")).orElseThrow();
    }

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    @Test
    void thePublishedKeysVerifyATokenAndMayBeKept() throws Exception {
        SignedJWT jwt = SignedJWT.parse(fixture.signIn(demo).tokens().accessToken());

        Response answer = given().get("/.well-known/jwks.json");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.contentType()).startsWith("application/json");
        assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=300");
        assertThat(answer.header("ETag")).isNotBlank();
        assertThat(jwt.verify(new ECDSAVerifier(JWKSet.parse(answer.asString())
                        .getKeyByKeyId(jwt.getHeader().getKeyID())
                        .toECKey())))
                .isTrue();
        assertThat(answer.jsonPath().getString("keys[0].use")).isEqualTo("sig");
        assertThat(answer.jsonPath().getString("keys[0].alg")).isEqualTo("ES256");
    }

    @Test
    void whoeverHasThePublishedKeysIsToldSo() {
        String tag = given().get("/.well-known/jwks.json").header("ETag");

        Response same = given().header("If-None-Match", tag).get("/.well-known/jwks.json");
        Response other = given().header("If-None-Match", "\"other\"").get("/.well-known/jwks.json");

        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(same.asString()).isEmpty();
        assertThat(same.header("ETag")).isEqualTo(tag);
        assertThat(same.header("Cache-Control")).isEqualTo("public, max-age=300");
        assertThat(other.statusCode()).isEqualTo(200);
    }

    @Test
    void inTokenModeTheBodyCarriesTheTokens() {
        SignedInCustomer customer = fixture.signIn(demo);

        Response answer = refresh(customer.tokens().refreshToken());

        answer.then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("access_token", notNullValue())
                .body("token_type", equalTo("Bearer"))
                .body("expires_in", equalTo(300))
                .body("refresh_token", notNullValue())
                .body("refresh_expires_in", notNullValue())
                .body("csrf_token", nullValue())
                .body("acr", equalTo("urn:latchkey:acr:2"))
                .body("amr", hasItem("pop"))
                .body("auth_time", equalTo((int)
                        customer.session().assurance().authTime().getEpochSecond()));
        assertThat(answer.cookies()).isEmpty();
    }

    @Test
    void inCookieModeTheCookiesCarryTheTokens() {
        SignedInCustomer customer = fixture.signIn(demo, SessionMode.COOKIE);

        Response answer = given().contentType(ContentType.JSON)
                .cookie(SessionCookies.REFRESH, customer.tokens().refreshToken())
                .header(Csrf.HEADER, customer.tokens().csrf())
                .body("{}")
                .post("/v1/token/refresh");

        answer.then()
                .statusCode(200)
                .body("access_token", nullValue())
                .body("refresh_token", nullValue())
                .body("token_type", nullValue())
                .body("csrf_token", equalTo(customer.tokens().csrf()))
                .body("expires_in", equalTo(300));
        for (String name : new String[] {SessionCookies.SESSION, SessionCookies.REFRESH}) {
            Cookie cookie = answer.detailedCookie(name);
            assertThat(cookie.isSecured()).isTrue();
            assertThat(cookie.isHttpOnly()).isTrue();
            assertThat(cookie.getSameSite()).isEqualToIgnoringCase("Lax");
            assertThat(cookie.getPath()).isEqualTo("/");
            assertThat(cookie.hasDomain()).isFalse();
            assertThat(cookie.getMaxAge()).isPositive();
        }
    }

    @Test
    void theCookieAloneDoesNotRefresh() {
        SignedInCustomer customer = fixture.signIn(demo, SessionMode.COOKIE);
        String othersCsrf = fixture.signIn(demo, SessionMode.COOKIE).tokens().csrf();

        Response without = refreshByCookie(customer, Map.of());
        Response withAnothers = refreshByCookie(customer, Map.of(Csrf.HEADER, othersCsrf));
        Response withItsOwn =
                refreshByCookie(customer, Map.of(Csrf.HEADER, customer.tokens().csrf()));

        assertThat(without.statusCode()).isEqualTo(403);
        assertThat(without.jsonPath().getString("code")).isEqualTo("csrf-refused");
        assertThat(withAnothers.statusCode()).isEqualTo(403);
        assertThat(withItsOwn.statusCode()).isEqualTo(200);
    }

    @Test
    void aTokenThatIsGoodNoMoreIsToldInOneShape() {
        SignedInCustomer signedOut = fixture.signIn(demo);
        fixture.end(signedOut.session());
        SignedInCustomer reused = fixture.signIn(demo);
        refresh(reused.tokens().refreshToken());
        clock.advance(Duration.ofSeconds(11));

        Response afterSignOut = refresh(signedOut.tokens().refreshToken());
        Response afterReuse = refresh(reused.tokens().refreshToken());
        Response ofGarbage = refresh("garbage");
        Response ofNothing = given().contentType(ContentType.JSON).body("{}").post("/v1/token/refresh");

        for (Response answer : new Response[] {afterSignOut, afterReuse, ofGarbage, ofNothing}) {
            answer.then()
                    .statusCode(401)
                    .contentType("application/problem+json")
                    .body("code", equalTo("session-ended"));
        }
        assertThat(fixture.isLive(reused.session())).isFalse();
    }

    @Test
    void aFormIsNotARefresh() {
        String token = fixture.signIn(demo).tokens().refreshToken();

        Response form = given().contentType(ContentType.URLENC)
                .formParam("refresh_token", token)
                .post("/v1/token/refresh");
        Response text = given().contentType(ContentType.TEXT)
                .body("{\"refresh_token\":\"" + token + "\"}")
                .post("/v1/token/refresh");

        assertThat(form.statusCode()).isEqualTo(415);
        assertThat(text.statusCode()).isEqualTo(415);
    }

    @Test
    void aBodyOfAnotherShapeIsInvalid() {
        for (String body : new String[] {"[]", "{", "{\"refresh_token\":{}}", "7"}) {
            Response answer = given().contentType(ContentType.JSON).body(body).post("/v1/token/refresh");

            assertThat(answer.statusCode()).as(body).isEqualTo(400);
            assertThat(answer.jsonPath().getString("code")).isEqualTo("invalid-request");
        }
    }

    private static Response refresh(String token) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("refresh_token", token))
                .post("/v1/token/refresh");
    }

    private static Response refreshByCookie(SignedInCustomer customer, Map<String, String> headers) {
        return given().contentType(ContentType.JSON)
                .cookie(SessionCookies.REFRESH, customer.tokens().refreshToken())
                .headers(headers)
                .body("{}")
                .post("/v1/token/refresh");
    }
}
