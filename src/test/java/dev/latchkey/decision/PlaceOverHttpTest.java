package dev.latchkey.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.latchkey.decision.place.Address;
import dev.latchkey.decision.place.Places;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** The service as it runs at a desk: its files of places are read at the start, and told of. */
@QuarkusTest
class PlaceOverHttpTest {
    private final Places places;

    @Inject
    PlaceOverHttpTest(Places places) {
        this.places = places;
    }

    @Test
    void aDesksPlacesAreThereFromTheFirstRequestOn() {
        assertThat(places.locate(Address.parse("203.0.113.7").orElseThrow()).country())
                .hasValue("BR");
    }

    @Test
    void theFilesAreToldAsHealthAndAsMetrics() {
        RestAssured.get("/q/health/well")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'places' }.status", equalTo("UP"))
                .body("checks.find { it.name == 'places' }.data.country", containsString("in use, made "));
        RestAssured.get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("latchkey_place_file_loaded{file=\"asn\""))
                .body(containsString("latchkey_place_file_age_seconds{file=\"city\""));
    }
}
