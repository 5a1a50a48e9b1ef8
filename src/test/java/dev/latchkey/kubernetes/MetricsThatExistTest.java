package dev.latchkey.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testing.Customer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What our rules and dashboards count on and no document of ours lists is there in a running service. */
@QuarkusTest
class MetricsThatExistTest {
    @Test
    void whatQuarkusIsToCountIsCounted() {
        new Customer().signUp("ana").signIn();

        Set<String> counted = RestAssured.get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.replaceFirst("[{ ].*", ""))
                .collect(Collectors.toSet());

        assertThat(counted).containsAll(Documents.METRICS_OF_QUARKUS).contains("ceremony_seconds_bucket");
    }
}
