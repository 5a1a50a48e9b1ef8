package dev.latchkey.console.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.decision.replay.Share;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Tables for a spreadsheet. */
class CsvTest {
    @Test
    void quotesAndCommasStayInTheirCell() {
        assertThat(Csv.text(List.of(Map.of("text", "say \"no\", then go"))))
                .isEqualTo("text\r\n\"say \"\"no\"\", then go\"\r\n");
    }

    @Test
    void whatASpreadsheetWouldRunIsText() {
        assertThat(Csv.text(List.of(Map.of("action", "=cmd()")))).isEqualTo("action\r\n'=cmd()\r\n");
        assertThat(Csv.text(List.of(Map.of("logit", -3.5)))).isEqualTo("logit\r\n-3.5\r\n");
    }

    @Test
    void anIntervalIsFiveColumns() {
        Map<String, Object> row = new TreeMap<>(Map.of("asked", Interval.of(new Share(0, 0))));

        assertThat(Csv.text(List.of(row)))
                .isEqualTo("asked,asked_low,asked_high,asked_hits,asked_total\r\n0.0,0.0,1.0,0,0\r\n");
    }
}
