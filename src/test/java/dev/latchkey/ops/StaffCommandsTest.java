package dev.latchkey.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testing.Customer;
import dev.latchkey.testing.Operator;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code latchkey staff …}: how the first people get into the console of a production. */
@QuarkusTest
class StaffCommandsTest {
    @Inject
    Commands commands;

    private record Said(int code, String out, String err) {}

    @Test
    void aLinkIsPrintedThatLetsSomebodyIn() {
        Said said = say("staff", "invite", "demo", "--roles", "admin,analyst", "--console", "console", "--note", "Ada");

        assertThat(said.code()).isZero();
        assertThat(said.out()).startsWith(Operator.origin() + "/console/#invitation=");
        Customer ada = new Customer(Operator.origin())
                .signUp("Ada", said.out().lines().findFirst().orElseThrow().split("=")[1]);
        assertThat(ada.signedIn()
                        .get("/v1/ops/me")
                        .<List<String>>path("relying_parties.find { it.id == 'demo' }.roles"))
                .containsExactly("analyst", "admin");
        String id = ada.signedIn().get("/v1/me").path("account.id");
        assertThat(say("staff", "list", "demo").out())
                .contains(id)
                .contains("Ada")
                .contains("analyst,admin");
    }

    @Test
    void itHasItsOtherNameToo() {
        Said said = say("invite-operator", "demo", "--roles", "all", "--console", "console");

        assertThat(said.code()).isZero();
        assertThat(said.out()).contains("#invitation=");
    }

    @Test
    void whatIsUnknownIsSaidToBe() {
        assertThat(say("staff", "invite", "nobody", "--roles", "admin", "--console", "console")
                        .out())
                .contains("no relying party is called nobody");
        assertThat(say("staff", "invite", "demo", "--roles", "owner", "--console", "console")
                        .out())
                .contains("policy-author");
        assertThat(say("staff", "invite", "demo", "--roles", "admin", "--console", "demo")
                        .out())
                .contains("no relying party has the use staff");
        assertThat(say("staff", "invite", "demo").code()).isEqualTo(2);
    }

    private Said say(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = commands.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        return new Said(code, out.toString(), err.toString());
    }
}
