package dev.latchkey.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The check of licences, on bills of materials that differ in one licence. */
class LicencesTest {
    @Test
    void anIdentifierOnTheListIsAgreedTo() throws IOException {
        assertThat(only("{\"license\": {\"id\": \"MIT\"}}").isAgreedTo()).isTrue();
    }

    @Test
    void anotherIsNot() throws IOException {
        assertThat(only("{\"license\": {\"id\": \"AGPL-3.0-only\"}}").isAgreedTo())
                .isFalse();
    }

    @Test
    void noneAtAllIsNot() throws IOException {
        assertThat(only("").isAgreedTo()).isFalse();
    }

    @Test
    void ofSeveralOneIsEnoughAndThatOneIsUsed() throws IOException {
        Licences.Component both = only("{\"expression\": \"GPL-3.0-only OR Apache-2.0\"}");

        assertThat(both.isAgreedTo()).isTrue();
        assertThat(both.used()).isEqualTo("Apache-2.0");
        assertThat(Licences.page(List.of(both))).contains("## Apache-2.0 (1)").contains("`org.example:thing` 1");
    }

    private static Licences.Component only(String licence) throws IOException {
        return Licences.read(new ObjectMapper().readTree("""
                        {"components": [{"group": "org.example", "name": "thing", "version": "1", "licenses": [%s]}]}""".formatted(licence)))
                .getFirst();
    }
}
