package dev.latchkey.edge;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the console's pages are, and where not. */
@QuarkusTest
class ConsolePagesTest {
    private static final String STAFF = "console.localhost";

    @ParameterizedTest
    @ValueSource(strings = {"/console", "/console/", "/console/index.html"})
    void thePagesAreAtAHostForStaff(String path) {
        ValidatableResponse answer = get(STAFF, path);

        answer.statusCode(200)
                .body(containsString("/console/main.js"))
                .header("Content-Security-Policy", containsString("default-src 'none'"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console",
                "/console/",
                "/console/index.html",
                "/console/main.js",
                "//console/main.js",
                "/%63onsole/main.js",
                "/x/../console/main.js"
            })
    void thereIsNothingAtAHostForCustomers(String path) {
        ValidatableResponse answer = get("localhost", path);

        answer.statusCode(404).body("code", equalTo("not-found"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nowhere.localhost", "console.localhost.example.org"})
    void thereIsNothingWhereNobodyIsServed(String host) {
        ValidatableResponse answer = get(host, "/console/main.js");

        answer.statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = "/webjars/uplot/1.6.30/dist/uPlot.iife.min.js")
    void whatCarriesItsVersionInTheAddressIsKept(String path) {
        ValidatableResponse answer = get(STAFF, path);

        answer.statusCode(200).header("Cache-Control", "public, immutable, max-age=31536000");
    }

    @Test
    void whatIsNotThereIsNotKept() {
        ValidatableResponse answer = get(STAFF, "/webjars/uplot/1.6.30/dist/nothing.js");

        answer.statusCode(404).header("Cache-Control", not(containsString("immutable")));
    }

    private static ValidatableResponse get(String host, String path) {
        int port = ConfigProvider.getConfig().getValue("desk.port", Integer.class);
        return given().urlEncodingEnabled(false)
                .baseUri("http://localhost:" + port)
                .header("Host", host + ":" + port)
                .get(path)
                .then();
    }
}
