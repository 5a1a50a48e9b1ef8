package dev.latchkey.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testing.Customer;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code latchkey policy replay}, before an operator puts a version in force. */
@QuarkusTest
class ReplayCommandTest {
    private static final String PARTY = "unique";
    private static final String UNIQUE = Customer.origin().replace("http://localhost", "http://unique.localhost");

    @Inject
    Commands commands;

    @TempDir
    Path folder;

    private record Said(int code, String out, String err) {}

    @Test
    void aVersionThatChangesNothingSaysSo() {
        new Customer(UNIQUE).signUp("ana-of-replays-" + System.nanoTime());

        Said said = say("policy", "replay", PARTY, "0");

        assertThat(said.code()).isZero();
        assertThat(said.out())
                .containsPattern("version 0 on [\\d,]+ decisions of the last 7 days")
                .contains("Every decision comes out as it was.");
    }

    @Test
    void aVersionThatAsksEverybodyShowsWhoAndHowMuchMore() throws IOException {
        Customer ana = new Customer(UNIQUE).signUp("ana-who-is-asked-" + System.nanoTime());
        String id = ana.authenticate(ana.device().get(ana.signInOptions())).path("decision.id");
        String policy = say("policy", "show", PARTY, "0").out();
        Path file = Files.writeString(
                folder.resolve("policy.json"), policy.replace("{\"budget\": 0.01}", "{\"budget\": 1}"));
        String put = say("policy", "put", PARTY, file.toString(), "--comment", "asks everybody")
                .out();
        String version = Pattern.compile("version (\\d+)")
                .matcher(put)
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);

        Said said = say("policy", "replay", PARTY, version, "--days", "1");

        assertThat(said.code()).isZero();
        assertThat(said.out())
                .contains("The first that come out otherwise")
                .containsPattern(
                        "  sign_in/new +0.00 % -> 100.00 %  \\(\\+100.00, between [+-]\\d+.\\d+ and \\+100.00\\)");
        assertThat(say("decision", "show", PARTY, id).code()).isZero();
    }

    @Test
    void aVersionThatIsNotThereIsSaidNotToBe() {
        Said unknown = say("policy", "replay", PARTY, "999");
        Said noNumber = say("policy", "replay", PARTY, "last");

        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.out()).contains("there is no version 999");
        assertThat(noNumber.code()).isNotZero();
        assertThat(noNumber.err()).contains("a version is a whole number, not last");
    }

    private Said say(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = commands.run(new PrintWriter(out), new PrintWriter(err), arguments);
        return new Said(code, out.toString(), err.toString());
    }
}
