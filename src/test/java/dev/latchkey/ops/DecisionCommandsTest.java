package dev.latchkey.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.latchkey.testing.Customer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code latchkey decision …}, as an operator reads it who was told an id. */
@QuarkusTest
class DecisionCommandsTest {
    private static final String PARTY = "preferred";
    private static final String PREFERRED = Customer.origin().replace("http://localhost", "http://preferred.localhost");
    private static final Pattern TERM = Pattern.compile("(?m)^  [a-z-]+ +(?:[\\d.]+ +)?([+-][\\d.]+)  .+$");

    private final Customer ana = new Customer(PREFERRED).signUp("ana-of-decisions");

    @Inject
    Commands commands;

    private record Said(int code, String out, String err) {}

    @Test
    void aDecisionIsRecomputedToTheLastBit() {
        String id = asked().path("decision.id");

        Said shown = say("decision", "show", PARTY, id);

        assertThat(shown.code()).isZero();
        assertThat(shown.out())
                .contains("Decision " + id)
                .contains("sign_in, on an account that is new")
                .contains("step_up: one more check was asked for")
                .contains("device-did-not-check")
                .contains("policy 0, model 2, snapshot ")
                .containsPattern("recomputed +the same, bit for bit")
                .containsPattern("line +asked from [\\d.]+ % up")
                .contains("nothing is known yet");
    }

    @Test
    void theTermsAddUpToTheScore() {
        String shown =
                say("decision", "show", PARTY, asked().path("decision.id")).out();

        List<Double> terms = TERM.matcher(shown)
                .results()
                .map((MatchResult found) -> Double.valueOf(found.group(1)))
                .toList();
        MatchResult stored = Pattern.compile("stored +logit ([+-][\\d.]+),")
                .matcher(shown)
                .results()
                .findFirst()
                .orElseThrow();

        assertThat(terms).hasSizeGreaterThan(3);
        double sum = terms.subList(0, terms.size() - 1).stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        assertThat(sum).isEqualTo(terms.getLast(), within(0.001 * terms.size()));
        assertThat(terms.getLast()).isEqualTo(Double.parseDouble(stored.group(1)), within(0.001));
    }

    @Test
    void whatBecameOfItStandsThereToo() {
        Response asked = asked();
        String options = ana.asStranger()
                .body(Map.of("purpose", "step_up", "ticket", asked.path("ticket")))
                .post("/v1/webauthn/authentication/options")
                .asString();
        ana.authenticate(ana.device().get(options)).then().statusCode(200);

        String shown = say("decision", "show", PARTY, asked.path("decision.id")).out();

        assertThat(shown).contains("passed, says step_up");
    }

    @Test
    void nobodyIsNamed() {
        String id = asked().path("decision.id");
        String account = ana.signedIn().get("/v1/me").path("account.id");

        String said = say("decision", "show", PARTY, id).out()
                + say("decision", "list", PARTY, "--last", "1000").out();

        assertThat(said).contains(id).doesNotContain(account).doesNotContain("ana-of-decisions");
    }

    @Test
    void theLatestAreListed() {
        String asked = asked().path("decision.id");
        String letIn = ana.trySignIn(knobs -> knobs).path("decision.id");

        Said all = say("decision", "list", PARTY, "--last", "2");
        Said ofALevel = say("decision", "list", PARTY, "--level", "step_up", "--last", "1");

        assertThat(all.code()).isZero();
        assertThat(all.out().lines().skip(1)).hasSize(2).first().asString().contains(letIn);
        assertThat(ofALevel.out().lines().skip(1)).singleElement().asString().contains(asked, "sign_in", "step_up");
    }

    @Test
    void whatIsNotThereOrNotUnderstoodIsExplained() {
        String id = asked().path("decision.id");

        assertThat(say("decision", "show", "demo", id).out()).contains("there is no such decision at demo");
        assertThat(say("decision", "show", PARTY, "nonsense").code()).isEqualTo(1);
        assertThat(say("decision", "list", PARTY, "--level", "maybe").out()).contains("a level is allow, step_up or");
        assertThat(say("decision", "list", PARTY, "--last", "few").err()).contains("--last is a whole number, not few");
        assertThat(say("decision", "list", "nobody").out()).contains("no relying party is called nobody");
        assertThat(say("decision", "show", PARTY).code()).isEqualTo(2);
    }

    private Response asked() {
        return ana.trySignIn(knobs -> knobs.uv(false));
    }

    private Said say(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = commands.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        return new Said(code, out.toString(), err.toString());
    }
}
