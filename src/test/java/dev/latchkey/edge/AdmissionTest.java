package dev.latchkey.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdmissionTest {
    @ParameterizedTest
    @CsvSource({"BEGIN,4", "OTHER,6", "PROVE,8", "REFRESH,8", "CLIENT,8"})
    void eachKindFindsRoomUpToItsShare(Errand errand, int room) {
        Admission admission = new Admission(8);

        long entered =
                IntStream.range(0, 20).filter(i -> admission.enter(errand)).count();

        assertThat(entered).isEqualTo(room);
    }

    @Test
    void whatIsHalfFinishedFindsRoomWhereNewOnesDoNot() {
        Admission admission = new Admission(8);
        IntStream.range(0, 4).forEach(i -> admission.enter(Errand.OTHER));

        boolean begun = admission.enter(Errand.BEGIN);
        boolean proved = admission.enter(Errand.PROVE);

        assertThat(begun).isFalse();
        assertThat(proved).isTrue();
    }

    @Test
    void whoLeavesMakesRoom() {
        Admission admission = new Admission(2);
        admission.enter(Errand.BEGIN);
        boolean full = admission.enter(Errand.BEGIN);

        admission.leave();

        assertThat(full).isFalse();
        assertThat(admission.enter(Errand.BEGIN)).isTrue();
    }

    @Test
    void noRoomAtAllIsAMistake() {
        assertThatThrownBy(() -> new Admission(1)).isInstanceOf(ConfigurationException.class);
    }
}
