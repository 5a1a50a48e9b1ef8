package dev.latchkey.riskbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The public data set's layout. */
class RbaFileTest {
    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        List<Login> rows = Generator.of(300, 20).world(4).rows();
        StringWriter text = new StringWriter();

        RbaFile.write(text, rows);

        assertThat(read(text.toString())).isEqualTo(rows);
    }

    @Test
    void aRowOfThePublicDataSetIsRead() throws IOException {
        String text = String.join(",", RbaFile.PUBLIC)
                + "\n7,2020-02-03 12:43:30.772,-4324475583306591935,,10.0.65.171,NO,-,-,29695,"
                + "\"Mozilla/5.0  (iPhone; CPU iPhone OS 13_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)\","
                + "Firefox 20.0.0.1618,iOS 13.4,mobile,True,False,True\n";

        Login login = read(text).getFirst();

        assertThat(login.at()).isEqualTo(1_580_733_810_772L);
        assertThat(login.user()).isEqualTo(-4324475583306591935L);
        assertThat(login.roundTripMillis()).isNaN();
        assertThat(login.asn()).isEqualTo(29_695);
        assertThat(login.userAgent()).endsWith("(KHTML, like Gecko)");
        assertThat(login.browser()).isEqualTo("Firefox 20.0.0.1618");
        assertThat(login.successful()).isTrue();
        assertThat(login.attackAddress()).isFalse();
        assertThat(login.attacker()).isEqualTo(Attacker.REPORTED);
        assertThat(login.extras()).isEqualTo(Extras.UNKNOWN);
    }

    @Test
    void aFileOfThePublicColumnsBecomesAWorldWithPlayedAttackers() throws IOException {
        Path csv = folder.resolve("rba.csv");
        List<Login> rows = Generator.of(400, 0).world(4).rows();
        StringWriter text = new StringWriter();
        RbaFile.write(text, rows);
        int columns = RbaFile.PUBLIC.size();
        Files.write(
                csv,
                text.toString()
                        .lines()
                        .map(line -> publicColumns(line, columns))
                        .toList());
        System.setProperty("risk.csv.share", "1");

        World world = RbaWorld.read(csv);

        assertThat(world.rows()).filteredOn(row -> !row.attacker().hostile()).hasSize(rows.size());
        for (Attacker kind : List.of(Attacker.NAIVE, Attacker.VPN, Attacker.TARGETED, Attacker.VERY_TARGETED)) {
            assertThat(world.rows()).filteredOn(row -> row.attacker() == kind).hasSizeGreaterThan(1_000);
        }
        System.clearProperty("risk.csv.share");
    }

    private static String publicColumns(String line, int columns) {
        return String.join(
                ",",
                RbaFile.cells(line).subList(0, columns).stream()
                        .map(cell -> cell.contains(",") ? '"' + cell + '"' : cell)
                        .toList());
    }

    private static List<Login> read(String text) throws IOException {
        List<Login> rows = new ArrayList<>();
        RbaFile.read(new BufferedReader(new StringReader(text)), rows::add);
        return rows;
    }
}
