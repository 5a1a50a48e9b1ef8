package dev.latchkey.risk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {
    private final Table table = new Table(2);

    @Test
    void isEmptyUntilSomethingIsCounted() {
        assertThat(table.isEmpty()).isTrue();
        assertThat(table.count(7)).isZero();
        assertThat(table.note(7)).isZero();

        table.add(7, 1, 120);

        assertThat(table.isEmpty()).isFalse();
        assertThat(table.count(7)).isEqualTo(1);
        assertThat(table.note(7)).isEqualTo(120);
    }

    @Test
    void countsAddUpAndTheLastNoteStands() {
        table.add(7, 1, 120);
        table.add(7, 0.5f, 119);

        assertThat(table.count(7)).isEqualTo(1.5f);
        assertThat(table.note(7)).isEqualTo(119);
    }

    @Test
    void whoeverComesWhenItIsFullTakesThePlaceOfTheLeastUsedAndBeginsAnew() {
        table.add(7, 3, 0);
        table.add(8, 2, 0);
        table.add(9, 1, 0);

        assertThat(table.count(7)).isEqualTo(3);
        assertThat(table.count(8)).isZero();
        assertThat(table.count(9)).isEqualTo(1);
    }

    @Test
    void theLeastUsedMayBeTheFirst() {
        table.add(7, 1, 0);
        table.add(8, 2, 0);
        table.add(9, 1, 0);

        assertThat(table.count(7)).isZero();
        assertThat(table.count(8)).isEqualTo(2);
        assertThat(table.count(9)).isEqualTo(1);
    }

    @Test
    void aCopyAgesByItself() {
        table.add(7, 4, 12);

        Table copy = table.decayed(0.25f);

        assertThat(copy.count(7)).isEqualTo(1);
        assertThat(copy.note(7)).isEqualTo(12);
        assertThat(table.count(7)).isEqualTo(4);
    }

    @Test
    void aValueIsRenamedWhereItIsThereAndTheNewNameIsFree() {
        table.add(7, 2, 0);
        table.add(8, 1, 0);

        table.rename(7, 9);
        table.rename(8, 9);
        table.rename(6, 5);
        table.rename(9, Facts.WITHHELD);
        table.rename(9, Facts.UNKNOWN);

        assertThat(table.count(7)).isZero();
        assertThat(table.count(9)).isEqualTo(2);
        assertThat(table.count(8)).isEqualTo(1);
        assertThat(table.count(5)).isZero();
        assertThat(table.count(Facts.WITHHELD)).isZero();
    }
}
