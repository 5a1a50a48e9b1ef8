package dev.latchkey.risk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PopulationBuilderTest {
    @Test
    void countsWhatEverybodyMayShareAndNothingThatIsOnesOwn() {
        PopulationBuilder builder = new PopulationBuilder();

        Population built = builder.add(Ana.usual().build())
                .add(Ana.usual()
                        .net(Ana.STRANGE)
                        .country(Facts.UNKNOWN)
                        .deviceType(Facts.WITHHELD)
                        .build())
                .build(3);

        assertThat(built.number()).isEqualTo(3);
        assertThat(built.total()).isEqualTo(2);
        assertThat(built.count(Kind.OPERATOR, Ana.HOME_OPERATOR)).isEqualTo(2);
        assertThat(built.count(Kind.NETWORK, Ana.HOME_NETWORK)).isEqualTo(1);
        assertThat(built.count(Kind.NETWORK, Ana.STRANGE)).isEqualTo(1);
        assertThat(built.count(Kind.NETWORK, Ana.STRANGE + 1)).isZero();
        assertThat(built.count(Kind.COUNTRY, Ana.HOME_COUNTRY)).isEqualTo(1);
        assertThat(built.count(Kind.COUNTRY, Facts.UNKNOWN)).isZero();
        assertThat(built.count(Kind.DEVICE_TYPE, Facts.WITHHELD)).isZero();
        assertThat(built.count(Kind.DEVICE, Ana.PHONE)).isZero();
        assertThat(built.count(Kind.CREDENTIAL, Ana.PASSKEY)).isZero();
    }

    @Test
    void aFormerSnapshotCountsByItsShare() {
        Population former = new PopulationBuilder().add(Ana.usual().build()).build(1);

        Population merged = new PopulationBuilder()
                .add(Ana.usual().build())
                .merge(former, 0.5)
                .build(2);

        assertThat(merged.total()).isEqualTo(1.5);
        assertThat(merged.count(Kind.COUNTRY, Ana.HOME_COUNTRY)).isEqualTo(1.5f);
    }
}
