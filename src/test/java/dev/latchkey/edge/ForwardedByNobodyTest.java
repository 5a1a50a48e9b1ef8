package dev.latchkey.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testing.RawHttp.Answer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Without a configured proxy a client's own word about its address changes nothing. */
@QuarkusTest
@TestProfile(ForwardedByNobodyTest.Narrow.class)
class ForwardedByNobodyTest {
    private static final int BEGIN = 5;

    /** Few calls, no proxy. */
    public static final class Narrow implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("latchkey.limit.per", "PT1H", "latchkey.limit.begin", "" + BEGIN);
        }
    }

    @Test
    void inventedAddressesShareTheAllowanceOfTheirConnection() {
        List<Integer> statuses = IntStream.range(0, BEGIN + 3)
                .mapToObj(i -> begin("X-Forwarded-For", "198.51.100." + i).status())
                .toList();

        Answer standard = begin("Forwarded", "for=198.51.100.77");

        assertThat(statuses.subList(0, BEGIN)).containsOnly(200);
        assertThat(statuses.subList(BEGIN, BEGIN + 3)).containsOnly(429);
        assertThat(standard.status()).isEqualTo(429);
    }

    private static Answer begin(String header, String value) {
        return Api.wire()
                .send(Api.wire()
                        .request("POST", "/v1/webauthn/authentication/options")
                        .header(header, value)
                        .json("{}"));
    }
}
