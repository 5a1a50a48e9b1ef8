package dev.latchkey.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.audit.Event;
import dev.latchkey.decision.policy.DefaultPolicy;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.postgres.Database;
import dev.latchkey.relyingparty.RelyingPartyRegister;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code latchkey policy …}, as an operator reads it. */
@QuarkusTest
class PolicyCommandsTest {
    private static final AtomicInteger PARTIES = new AtomicInteger();
    private static final String CHANGED = DefaultPolicy.TEXT.replace("{\"budget\": 0.02}", "{\"budget\": 0.03}");

    @Inject
    Commands commands;

    @Inject
    RelyingPartyRegister parties;

    @Inject
    Database database;

    @TempDir
    Path folder;

    private String party;

    private record Said(int code, String out, String err) {}

    @BeforeEach
    void aRelyingParty() {
        party = "policy-" + PARTIES.incrementAndGet();
        parties.put(new RelyingPartyId(party), """
                {"name": "Shop", "rp_id": "%1$s.example", "hosts": ["login.%1$s.example"],
                 "origins": ["https://login.%1$s.example"]}""".formatted(party));
    }

    @Test
    void whatNobodyHasWrittenIsTheReleasesOwn() {
        assertThat(say("policy", "show", party).out()).isEqualTo(DefaultPolicy.TEXT);
        assertThat(say("policy", "list", party).out()).containsPattern("(?m)^0 +yes .*comes with the release$");
    }

    @Test
    void aPolicyIsPutPutInForceAndTakenBack() throws IOException {
        String file = file(CHANGED);

        Said put = say("policy", "put", party, file, "--comment", "More sign-ups may be asked.");
        Said shownBefore = say("policy", "show", party);
        Said activated = say("policy", "activate", party, "1");
        Said list = say("policy", "list", party);
        Said shown = say("policy", "show", party);
        Said back = say("policy", "activate", party, "0");

        assertThat(put.code()).isZero();
        assertThat(put.out()).contains("stored as version 1 of " + party).contains("policy activate " + party + " 1");
        assertThat(shownBefore.out()).isEqualTo(DefaultPolicy.TEXT);
        assertThat(activated.code()).isZero();
        assertThat(activated.out()).contains("in force within 10 seconds").contains("policy activate " + party + " 0");
        assertThat(list.out()).containsPattern("(?m)^1 +yes .*More sign-ups may be asked\\.$");
        assertThat(shown.out()).isEqualTo(CHANGED);
        assertThat(back.code()).isZero();
        assertThat(say("policy", "show", party).out()).isEqualTo(DefaultPolicy.TEXT);
        assertThat(say("policy", "show", party, "1").out()).isEqualTo(CHANGED);
    }

    @Test
    void whatIsDoneIsJournalled() throws IOException {
        String file = file(CHANGED);

        say("policy", "validate", party, file);
        say("policy", "put", party, file, "--comment", "why");
        say("policy", "activate", party, "1");

        List<String> journal = database.many(
                "select event || ' ' || facts from audit_entry where relying_party = ? and event like 'policy%' order by at, id",
                row -> row.getString(1), party);
        assertThat(journal).hasSize(3);
        assertThat(journal.get(0)).startsWith(Event.POLICY_VALIDATED.value()).contains("faults=0");
        assertThat(journal.get(1)).startsWith(Event.POLICY_PUT.value()).contains("version=1");
        assertThat(journal.get(2))
                .startsWith(Event.POLICY_ACTIVATED.value())
                .contains("version=1")
                .contains("former=0");
    }

    @Test
    void aWrongPolicyIsNamedAndNotStored() throws IOException {
        String file = file(CHANGED.replace("0.03", "3").replace("\"EUR\"", "\"Euro\""));

        Said validated = say("policy", "validate", party, file);
        Said put = say("policy", "put", party, file, "--comment", "why");

        assertThat(validated.code()).isEqualTo(1);
        assertThat(validated.out())
                .contains("cannot be used, 2 faults:")
                .contains("  $.currency: must be three capital letters of ISO 4217, was \"Euro\"")
                .contains("  $.actions.sign_up.new.budget: must be between 0 and 1, was 3");
        assertThat(put.code()).isEqualTo(1);
        assertThat(put.out()).isEqualTo(validated.out());
        assertThat(say("policy", "show", party, "1").out()).contains("there is no version 1 of " + party);
    }

    @Test
    void theSamePolicyIsNotStoredTwice() throws IOException {
        String file = file(CHANGED);
        say("policy", "put", party, file, "--comment", "why");

        Said again = say("policy", "put", party, file, "--comment", "why again");

        assertThat(again.code()).isZero();
        assertThat(again.out()).contains("nothing stored: version 1 of " + party + " says the same");
        assertThat(say("policy", "show", party, "2").code()).isEqualTo(1);
    }

    @Test
    void whatIsNotUnderstoodIsExplained() throws IOException {
        String file = file(CHANGED);

        assertThat(say("policy", "put", party, file).err()).contains("--comment");
        assertThat(say("policy", "put", party, file).code()).isEqualTo(2);
        assertThat(say("policy", "put", party, file, "--comment", " ").out()).contains("the comment must be");
        assertThat(say("policy", "put", party, folder.resolve("none").toString(), "--comment", "x")
                        .err())
                .contains("cannot read");
        assertThat(say("policy", "activate", party, "1").code()).isEqualTo(1);
        assertThat(say("policy", "activate", party, "one").err()).contains("a version is a whole number, not one");
        assertThat(say("policy", "activate", party, "0").out()).contains("is in force already");
        assertThat(say("policy", "list", "nobody").out()).contains("no relying party is called nobody");
        assertThat(say("policy", "schema").out()).isEqualTo(DefaultPolicy.SCHEMA);
    }

    private Said say(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = commands.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        return new Said(code, out.toString(), err.toString());
    }

    private String file(String document) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "policy", ".json"), document)
                .toString();
    }
}
