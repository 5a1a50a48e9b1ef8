package dev.latchkey.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.decision.place.Address;
import dev.latchkey.decision.place.DeviceProof;
import dev.latchkey.id.Bytes;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.relyingparty.RelyingParty.Use;
import dev.latchkey.testing.Parties;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients are played in a sandbox, and nowhere else. */
class StageTest {
    private static final Bytes DEVICE = Bytes.of(new byte[32]);
    private static final PlayedClient CLIENT = new PlayedClient(
            Address.parse("192.0.2.20").orElseThrow(),
            ClientFacts.unknown().place(),
            ClientFacts.unknown().agent(),
            Optional.of(DEVICE),
            3);

    private final Stage stage = new Stage();

    @Test
    void aSandboxPlaysTheClientItIsGiven() {
        stage.plays(used(Use.SANDBOX), CLIENT);

        assertThat(stage.played()).contains(CLIENT);
    }

    @ParameterizedTest
    @EnumSource(value = Use.class, mode = EnumSource.Mode.EXCLUDE, names = "SANDBOX")
    void anywhereElseItIsABug(Use use) {
        RelyingParty elsewhere = used(use);

        assertThatThrownBy(() -> stage.plays(elsewhere, CLIENT)).isInstanceOf(IllegalStateException.class);

        assertThat(stage.played()).isEmpty();
    }

    @Test
    void whatIsPlayedIsNotOverruledByWhatTheRealClientProves() {
        ClientFacts played = CLIENT.facts();

        ClientFacts after = played.with(new DeviceProof.Refused("x")).giving(Bytes.of(new byte[] {1}));

        assertThat(after).isEqualTo(played);
        assertThat(after.deviceProof()).isInstanceOf(DeviceProof.Proven.class);
        assertThat(after.deviceCookie()).contains(DEVICE);
        assertThat(after.tried()).contains(3);
    }

    private static RelyingParty used(Use use) {
        return Parties.used(use);
    }
}
