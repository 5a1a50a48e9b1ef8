package dev.latchkey.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.latchkey.testing.Customer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Cookies;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Cookie mode over HTTP: what a browser carries, and what it must prove. */
@QuarkusTest
class CookieModeTest {
    private final Customer ana = new Customer();

    /** A browser that signed up: its cookies and its CSRF value. */
    private record Page(Cookies session, String csrf) {}

    @Test
    void tokensStayOutOfTheBodyAndOutOfScripts() {
        Response options = options("cookie");

        Response answer = verify(options.asString(), options.getDetailedCookies());

        answer.then()
                .statusCode(201)
                .body("access_token", nullValue())
                .body("refresh_token", nullValue())
                .body("csrf_token", notNullValue());
        for (String name : java.util.List.of("__Host-latchkey-session", "__Host-latchkey-refresh")) {
            var cookie = answer.getDetailedCookie(name);
            assertThat(cookie.isHttpOnly()).as(name).isTrue();
            assertThat(cookie.isSecured()).as(name).isTrue();
            assertThat(cookie.getSameSite()).as(name).isEqualTo("Lax");
            assertThat(cookie.getPath()).as(name).isEqualTo("/");
            assertThat(cookie.getDomain()).as(name).isNull();
        }
    }

    @Test
    void readingNeedsTheCookieAlone() {
        Page page = signedUp();

        Response me = withCookies(page.session()).get("/v1/me");

        me.then().statusCode(200).body("csrf_token", equalTo(page.csrf()));
    }

    @Test
    void changingNeedsTheCsrfHeaderToo() {
        Page page = signedUp();

        withCookies(page.session())
                .body(Map.of("displayName", "Mallory"))
                .patch("/v1/me")
                .then()
                .statusCode(403)
                .body("code", equalTo("csrf-refused"));
        withCookies(page.session())
                .header("X-Latchkey-CSRF", page.csrf())
                .body(Map.of("displayName", "Ana"))
                .patch("/v1/me")
                .then()
                .statusCode(200);
    }

    @Test
    void refreshingNeedsTheCsrfHeaderToo() {
        Page page = signedUp();

        withCookies(page.session()).body("{}").post("/v1/token/refresh").then().statusCode(403);
        withCookies(page.session())
                .header("X-Latchkey-CSRF", page.csrf())
                .body("{}")
                .post("/v1/token/refresh")
                .then()
                .statusCode(200)
                .body("access_token", nullValue())
                .body("csrf_token", notNullValue());
    }

    @Test
    void signingOutMakesTheBrowserForget() {
        Page page = signedUp();

        Response out = withCookies(page.session())
                .header("X-Latchkey-CSRF", page.csrf())
                .body("{}")
                .post("/v1/sign-out");

        out.then().statusCode(204);
        assertThat(out.getDetailedCookie("__Host-latchkey-session").getMaxAge()).isZero();
        assertThat(out.getDetailedCookie("__Host-latchkey-refresh").getMaxAge()).isZero();
        withCookies(page.session()).get("/v1/me").then().statusCode(401);
    }

    @Test
    void aCeremonyIsFinishedByTheBrowserThatBeganIt() {
        Response options = options("cookie");
        String answer = ana.device().create(options.asString());

        Response elsewhere = ana.asStranger().body(answer).post("/v1/webauthn/registration/verify");
        Response here = ana.asStranger()
                .cookies(options.getDetailedCookies())
                .body(answer)
                .post("/v1/webauthn/registration/verify");

        elsewhere.then().statusCode(400).body("code", equalTo("ceremony-expired"));
        here.then().statusCode(201);
    }

    @Test
    void theBrowsersIdIsSetOnceAndSharedByItsTabs() {
        Response first = options("cookie");

        Response second = ana.asStranger()
                .cookies(first.getDetailedCookies())
                .body(Map.of("username", "ana"))
                .post("/v1/webauthn/registration/options?session=cookie");

        assertThat(first.getDetailedCookies().hasCookieWithName("__Host-latchkey-pre"))
                .isTrue();
        assertThat(second.getDetailedCookies().hasCookieWithName("__Host-latchkey-pre"))
                .isFalse();
    }

    @Test
    void tokenModeSetsNoCookie() {
        Response options = options("token");

        assertThat(options.getDetailedCookies().asList()).isEmpty();
    }

    @Test
    void anotherModeIsNotKnown() {
        options("magic").then().statusCode(400).body("fields[0].name", equalTo("session"));
    }

    private Response options(String mode) {
        return ana.asStranger()
                .body(Map.of("username", "ana"))
                .post("/v1/webauthn/registration/options?session=" + mode);
    }

    private Response verify(String options, Cookies cookies) {
        return ana.asStranger()
                .cookies(cookies)
                .body(ana.device().create(options))
                .post("/v1/webauthn/registration/verify");
    }

    private Page signedUp() {
        Response options = options("cookie");
        Response answer = verify(options.asString(), options.getDetailedCookies());
        return new Page(answer.getDetailedCookies(), answer.path("csrf_token"));
    }

    private io.restassured.specification.RequestSpecification withCookies(Cookies cookies) {
        return ana.asStranger().cookies(cookies);
    }
}
