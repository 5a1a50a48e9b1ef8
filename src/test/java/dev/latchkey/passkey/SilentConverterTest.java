package dev.latchkey.passkey;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.webauthn4j.converter.AttestationObjectConverter;
import com.webauthn4j.converter.CollectedClientDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.client.ClientDataType;
import com.webauthn4j.data.client.CollectedClientData;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The converter that the ceremony tests run with does notice when the library converts something. */
class SilentConverterTest {
    private final ObjectConverter converter = SilentConverter.make();

    @Test
    void readingJsonIsNoticed() {
        byte[] json = "{\"type\":\"webauthn.get\",\"challenge\":\"AAAA\",\"origin\":\"https://a.example\"}"
                .getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> new CollectedClientDataConverter(converter).convert(json))
                .hasStackTraceContaining("a native image cannot");
    }

    @Test
    void writingJsonIsNoticed() {
        CollectedClientData data = new CollectedClientData(
                ClientDataType.WEBAUTHN_GET, new DefaultChallenge(new byte[16]), new Origin("https://a.example"), null);

        assertThatThrownBy(() -> new CollectedClientDataConverter(converter).convertToBytes(data))
                .hasStackTraceContaining("a native image cannot");
    }

    @Test
    void readingCborIsNoticed() {
        assertThatThrownBy(() -> new AttestationObjectConverter(converter).convert(new byte[] {(byte) 0xa0}))
                .hasStackTraceContaining("a native image cannot");
    }
}
