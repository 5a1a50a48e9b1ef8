package dev.latchkey.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.id.AccountId;
import dev.latchkey.id.RelyingPartyId;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every persona walks over HTTP, under the policy of the release, and is asked as often as it expects. */
@QuarkusTest
class WalkedPersonasTest {
    private static final RelyingPartyId DEMO = new RelyingPartyId("demo");

    @Inject
    Walks walks;

    @ParameterizedTest
    @EnumSource
    void everyPersonaIsAskedAsOftenAsItExpects(Persona persona) {
        StartOutcome.Started started =
                (StartOutcome.Started) walks.start(DEMO, persona, 0, new AccountId(UUID.randomUUID()), "Ana");
        Walker walker = new Walker("sandbox.localhost", Optional.of(Walker.tokenOf(started.link())));

        for (int step = 0; step < persona.steps().size(); step++) {
            walk(walker, persona, step);
            walker.next(step).then().statusCode(200);
        }

        Walks.Reported reported = walks.find(DEMO, started.id()).orElseThrow();
        assertThat(reported.walk().state()).isEqualTo(Walk.State.FINISHED);
        assertThat(reported.report().result()).isEqualTo(Report.Result.KEPT);
        assertThat(reported.report().steps().stream()
                        .flatMap(step -> step.decisions().stream())
                        .filter(decision -> decision.action().equals("sign_in")))
                .isNotEmpty();
    }

    private static void walk(Walker walker, Persona persona, int step) {
        switch (persona.steps().get(step).starts()) {
            case ACCOUNT ->
                walker.signedIn()
                        .body("{\"profiling\":false}")
                        .put("/v1/me/privacy")
                        .then()
                        .statusCode(200);
            case DOOR -> {
                if (step == 0) {
                    walker.signsUp().keepsCodes();
                } else if (persona == Persona.LOST_PHONE && step == 1) {
                    walker.recovers();
                } else {
                    walker.signsIn();
                }
            }
        }
    }

    @Test
    void everyPersonaIsFoundByItsNameAndBeginsBySigningUp() {
        assertThat(Stream.of(Persona.values())).allSatisfy(persona -> {
            assertThat(Persona.of(persona.slug())).contains(persona);
            assertThat(persona.steps().getFirst().title()).isEqualTo("Sign up");
            assertThat(persona.steps().size()).isGreaterThan(1);
        });
        assertThat(Persona.of("nobody")).isEmpty();
    }
}
