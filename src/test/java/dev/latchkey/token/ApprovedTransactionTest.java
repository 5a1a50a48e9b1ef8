package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.testing.Parties;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a token says of a transaction that was approved, and for how long. */
@QuarkusTest
class ApprovedTransactionTest {
    private static final Map<String, Object> PAYOUT = Map.of("hash", "c29tZSBoYXNo", "action", "payout");

    @Inject
    TokenFixture fixture;

    private final RelyingParty party = Parties.fresh();

    @Test
    void theTokenSaysWhatWasApprovedAndIsGoodForFiveMinutesAtMost() {
        TokenPair pair = fixture.approve(party, PAYOUT);

        JsonNode claims = claims(pair.accessToken());
        assertThat(claims.get("transaction").get("hash").asText()).isEqualTo("c29tZSBoYXNo");
        assertThat(claims.get("transaction").get("action").asText()).isEqualTo("payout");
        assertThat(claims.get("transaction").get("at").asLong())
                .isEqualTo(claims.get("iat").asLong());
        assertThat(claims.get("exp").asLong() - claims.get("iat").asLong()).isLessThanOrEqualTo(300);
        assertThat(pair.accessLifetime()).isLessThanOrEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void theNextTokenSaysNothingOfIt() {
        TokenPair pair = fixture.approve(party, PAYOUT);

        RotationOutcome rotated = fixture.rotate(party, pair.refreshToken());

        assertThat(rotated)
                .isInstanceOfSatisfying(
                        RotationOutcome.Rotated.class,
                        next -> assertThat(claims(next.tokens().accessToken()).has("transaction"))
                                .isFalse());
    }

    private static JsonNode claims(String jwt) {
        try {
            return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(jwt.split("\\.")[1]));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
