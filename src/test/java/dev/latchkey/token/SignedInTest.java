package dev.latchkey.token;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.relyingparty.RelyingParties;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.relyingparty.RelyingParty.SessionMode;
import dev.latchkey.testing.Parties;
import dev.latchkey.token.TokenFixture.SignedInCustomer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who passes {@link SignedIn} and {@link MaybeSignedIn}. */
@QuarkusTest
class SignedInTest {
    private static final String SIGNED_IN = "/test-doorbell/signed-in";
    private static final String ANYBODY = "/test-doorbell/anybody";

    @Inject
    TokenFixture fixture;

    @Inject
    RelyingParties relyingParties;

    private SignedInCustomer customer;
    private SignedInCustomer other;

    @BeforeEach
    void twoAreSignedIn() {
        RelyingParty demo = relyingParties.find(new RelyingPartyId("demo")).orElseThrow();
        customer = fixture.signIn(demo, SessionMode.COOKIE);
        other = fixture.signIn(demo);
    }

    @Test
    void aBearerTokenPasses() {
        Response answer = bearer(customer).post(SIGNED_IN);

        assertThat(answer.asString()).isEqualTo(customer.session().id() + " by bearer");
    }

    @Test
    void theSchemeMayBeWrittenInAnyCase() {
        Response answer = given().header(
                        "Authorization", "bearer " + customer.tokens().accessToken())
                .get(SIGNED_IN);

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void withoutATokenOneIsAskedFor() {
        Response answer = given().get(SIGNED_IN);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.jsonPath().getString("code")).isEqualTo("token-missing");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @Test
    void aBadTokenIsRefusedByRfc6750() {
        Response answer = given().header("Authorization", "Bearer a.b.c").get(SIGNED_IN);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.jsonPath().getString("code")).isEqualTo("token-refused");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
    }

    @Test
    void aTokenOfAnotherRelyingPartyIsRefused() {
        SignedInCustomer elsewhere = fixture.signIn(Parties.fresh());

        Response answer = bearer(elsewhere).get(SIGNED_IN);

        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @Test
    void readingNeedsTheCookieAlone() {
        Response answer = cookie(customer).get(SIGNED_IN);

        assertThat(answer.asString()).isEqualTo(customer.session().id() + " by cookie");
    }

    @Test
    void changingByCookieNeedsTheSessionsOwnCsrfValue() {
        String own = customer.tokens().csrf();
        String others = other.tokens().csrf();

        Response with = cookie(customer).header(Csrf.HEADER, own).post(SIGNED_IN);
        Response without = cookie(customer).post(SIGNED_IN);
        Response withAnothers = cookie(customer).header(Csrf.HEADER, others).post(SIGNED_IN);
        Response withGarbage = cookie(customer).header(Csrf.HEADER, "x").post(SIGNED_IN);

        assertThat(with.statusCode()).isEqualTo(200);
        assertThat(without.statusCode()).isEqualTo(403);
        assertThat(without.jsonPath().getString("code")).isEqualTo("csrf-refused");
        assertThat(withAnothers.statusCode()).isEqualTo(403);
        assertThat(withGarbage.statusCode()).isEqualTo(403);
    }

    @Test
    void whereBothArePresentTheBearerTokenCounts() {
        Response answer = bearer(other)
                .cookie(SessionCookies.SESSION, customer.tokens().accessToken())
                .post(SIGNED_IN);
        Response badBearer = given().header("Authorization", "Bearer a.b.c")
                .cookie(SessionCookies.SESSION, customer.tokens().accessToken())
                .get(SIGNED_IN);

        assertThat(answer.asString()).isEqualTo(other.session().id() + " by bearer");
        assertThat(badBearer.statusCode()).isEqualTo(401);
    }

    @Test
    void aRefreshTokenIsNoAccessToken() {
        Response answer = given().header(
                        "Authorization", "Bearer " + customer.tokens().refreshToken())
                .get(SIGNED_IN);

        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @Test
    void aStrangerPassesWhereAnybodyMay() {
        Response answer = given().post(ANYBODY);

        assertThat(answer.asString()).isEqualTo("stranger");
    }

    @Test
    void whoIsSignedInIsKnownWhereAnybodyMay() {
        Response byBearer = bearer(customer).post(ANYBODY);
        Response byCookie =
                cookie(customer).header(Csrf.HEADER, customer.tokens().csrf()).post(ANYBODY);

        assertThat(byBearer.asString()).isEqualTo(customer.session().id() + " by bearer");
        assertThat(byCookie.asString()).isEqualTo(customer.session().id() + " by cookie");
    }

    @Test
    void aBadTokenIsRefusedEvenWhereAnybodyMay() {
        Response bearer = given().header("Authorization", "Bearer a.b.c").post(ANYBODY);
        Response cookie = given().cookie(SessionCookies.SESSION, "a.b.c")
                .header(Csrf.HEADER, "x")
                .post(ANYBODY);
        Response csrf = cookie(customer).header(Csrf.HEADER, "x").post(ANYBODY);

        assertThat(bearer.statusCode()).isEqualTo(401);
        assertThat(cookie.statusCode()).isEqualTo(401);
        assertThat(csrf.statusCode()).isEqualTo(403);
    }

    @Test
    void aCookieThatCameAlongUnaskedLeavesAStranger() {
        Response good = cookie(customer).post(ANYBODY);
        Response bad = given().cookie(SessionCookies.SESSION, "a.b.c").post(ANYBODY);

        assertThat(good.asString()).isEqualTo("stranger");
        assertThat(bad.asString()).isEqualTo("stranger");
    }

    private static RequestSpecification bearer(SignedInCustomer who) {
        return given().header("Authorization", "Bearer " + who.tokens().accessToken());
    }

    private static RequestSpecification cookie(SignedInCustomer who) {
        return given().cookie(SessionCookies.SESSION, who.tokens().accessToken());
    }
}
