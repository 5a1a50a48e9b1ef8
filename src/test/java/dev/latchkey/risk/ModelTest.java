package dev.latchkey.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelTest {
    private static final String TEXT = text();

    @Test
    void theShippedModelIsTheCurrentVersionAndHasNoNegativeWeight() {
        Model model = Model.current();

        assertThat(model.version()).isEqualTo(Model.CURRENT);
        for (Hypothesis hypothesis : Hypothesis.values()) {
            assertThat(Arrays.stream(model.weights(hypothesis))).allMatch(weight -> weight >= 0);
        }
    }

    @Test
    void whatModelOneDecidedIsRecomputedToTheLastBit() throws IOException {
        Risk then = new Risk(Model.ofVersion(1).orElseThrow());
        List<String> decided = Files.readAllLines(Path.of("src/test/resources/vectors/risk/model-1.csv"));

        assertThat(decided).hasSizeGreaterThan(50);
        for (String line : decided) {
            String[] fields = line.split(",");
            Evidence evidence = Evidence.unpack(HexFormat.of().parseHex(fields[0]));
            assertThat(Double.doubleToRawLongBits(then.score(evidence)))
                    .as(line)
                    .isEqualTo(HexFormat.fromHexDigitsToLong(fields[1]));
        }
    }

    @Test
    void everyModelSinceTheFirstIsCarriedAndNoOther() {
        for (int version = 1; version <= Model.CURRENT; version++) {
            assertThat(Model.ofVersion(version).orElseThrow().version()).isEqualTo(version);
        }
        assertThat(Model.ofVersion(0)).isEmpty();
        assertThat(Model.ofVersion(Model.CURRENT + 1)).isEmpty();
    }

    @Test
    void aNegativeWeightIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Model.parse(TEXT + "\nweight.replay.new-country=-0.1"))
                .withMessageContaining("new-country");
    }

    @Test
    void whatSpeaksForTheHouseholdSpeaksForNoAttack() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Model.parse(TEXT + "\nweight.replay.usual-network=0.1"))
                .withMessageContaining("usual-network");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Model.parse(TEXT + "\nweight.shared-device.new-country=0.1"))
                .withMessageContaining("new-country");
    }

    @Test
    void aNameThatNobodyReadsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Model.parse(TEXT + "\nweight.replay.new-planet=0.1"))
                .withMessageContaining("new-planet");
    }

    @Test
    void aMissingNumberIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Model.parse(TEXT.replace("constant.usual-prior", "#")))
                .withMessageContaining("usual-prior");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Model.parse(TEXT.replace("prior.replay=", "#")))
                .withMessageContaining("prior.replay");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Model.parse(TEXT.replace("calibration.new=", "#")))
                .withMessageContaining("calibration.new");
    }

    @Test
    void calibrationRisesAndMakesNoSteps() {
        Calibration calibration = Calibration.parse("-4:-6 0:-1 2:3");

        assertThat(calibration.of(-5)).isEqualTo(-7);
        assertThat(calibration.of(-2)).isEqualTo(-3.5);
        assertThat(calibration.of(1)).isEqualTo(1);
        assertThat(calibration.of(4)).isEqualTo(5);
        assertThatIllegalArgumentException().isThrownBy(() -> Calibration.parse("0:0 1:0"));
        assertThatIllegalArgumentException().isThrownBy(() -> Calibration.parse("1"));
    }

    @Test
    void everyCodeHasAStableNameThatFindsItAgain() {
        assertThat(Code.values())
                .allSatisfy(code -> assertThat(Code.ofSlug(code.slug())).contains(code));
        assertThat(Code.ofSlug("no-such-code")).isEmpty();
        assertThat(Arrays.stream(Code.values()).map(Code::slug)).doesNotHaveDuplicates();
        assertThat(Code.signals()).hasSize(Code.SIGNALS);
    }

    private static String text() {
        try (InputStream in = Model.class.getResourceAsStream("model-" + Model.CURRENT + ".properties")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
