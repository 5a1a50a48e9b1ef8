package dev.latchkey.console.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.latchkey.decision.policy.DefaultPolicy;
import dev.latchkey.decision.policy.PolicyRegister;
import dev.latchkey.decision.policy.Watch;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.postgres.Database;
import dev.latchkey.relyingparty.RelyingParties;
import dev.latchkey.relyingparty.RelyingPartyRegister;
import dev.latchkey.staff.Role;
import dev.latchkey.testing.Await;
import dev.latchkey.testing.Customer;
import dev.latchkey.testing.Inbox;
import dev.latchkey.testing.MovableClock;
import dev.latchkey.testing.Operator;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The life of a policy over HTTP: what each may do, and what is refused. */
@QuarkusTest
class PolicyLifeTest {
    private static final AtomicInteger PARTIES = new AtomicInteger();
    private static final String CHANGED = DefaultPolicy.TEXT.replace("{\"budget\": 0.02}", "{\"budget\": 0.03}");
    private static final String OTHER = DefaultPolicy.TEXT.replace("{\"budget\": 0.02}", "{\"budget\": 0.04}");

    @Inject
    RelyingPartyRegister parties;

    @Inject
    RelyingParties relyingParties;

    @Inject
    PolicyRegister register;

    @Inject
    Database database;

    @Inject
    Watch watch;

    @Inject
    MovableClock clock;

    private String party;
    private Operator author;
    private Operator approver;

    @BeforeEach
    void aRelyingPartyWithTwoWhoLookAfterItsPolicy() {
        party = "life-" + PARTIES.incrementAndGet();
        parties.put(new RelyingPartyId(party), """
                {"name": "Shop", "rp_id": "%1$s.example", "hosts": ["login.%1$s.example"],
                 "origins": ["https://login.%1$s.example"]}""".formatted(party));
        author = Operator.named("Ana", party, Role.POLICY_AUTHOR);
        approver = Operator.named("Bo", party, Role.POLICY_APPROVER);
        // The clock may have read relying parties just before this one was there.
        Await.until(
                "the relying party is known",
                Duration.ofSeconds(20),
                () -> relyingParties.find(new RelyingPartyId(party)).isPresent());
    }

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    @Test
    void aDraftIsBegunSavedComparedAndSubmitted() {
        String id = post(author, "/drafts", Map.of("comment", "Ask fewer."))
                .statusCode(201)
                .body("document", equalTo(DefaultPolicy.TEXT))
                .body("base_version", equalTo(0))
                .body("revision", equalTo(1))
                .body("valid", equalTo(true))
                .body("faults", hasSize(0))
                .body("author.name", equalTo("Ana"))
                .extract()
                .path("id");

        save(author, id, 1, CHANGED).statusCode(200).body("revision", equalTo(2));
        post(approver, "/diff", Map.of("from", Map.of("version", 0), "to", Map.of("draft", id)))
                .statusCode(200)
                .body("same", equalTo(false))
                .body("words.text", contains("Asks 3.0 % instead of 2.0 % of sign-ups of new customers."))
                .body("changes[0].path", equalTo("$.actions.sign_up.new.budget"))
                .body("changes[0].before", equalTo(0.02f))
                .body("changes[0].after", equalTo(0.03f));
        post(author, "/drafts/" + id + "/submit", Map.of("revision", 2, "comment", "Ask 3 %."))
                .statusCode(201)
                .body("version", equalTo(1))
                .body("state", equalTo("submitted"))
                .body("comment", equalTo("Ask 3 %."))
                .body("yours", equalTo(true))
                .body("document", equalTo(CHANGED));

        get(author, "/drafts/" + id).statusCode(404).body("code", equalTo("not-found"));
        assertThat(events()).contains("policy_drafted", "policy_put").doesNotContain("policy_activated");
    }

    @Test
    void whoSavesOverSomebodyElsesChangeIsTold() {
        String id = draft(author, CHANGED);
        Operator second = Operator.named("Cy", party, Role.POLICY_AUTHOR);
        save(second, id, 1, OTHER).statusCode(200);

        save(author, id, 1, CHANGED)
                .statusCode(409)
                .body("code", equalTo("draft-changed"))
                .body("revision", equalTo(2))
                .body("changed_by.name", equalTo("Cy"));
        post(author, "/drafts/" + id + "/submit", Map.of("revision", 1))
                .statusCode(409)
                .body("code", equalTo("draft-changed"));
        get(author, "/drafts/" + id).body("document", equalTo(OTHER)).body("editors.name", contains("Ana", "Cy"));
    }

    @Test
    void aDraftPassesAfterAFortnightUnlessItIsSaved() {
        String id = draft(author, CHANGED);
        String saved = draft(author, OTHER);
        clock.advance(Duration.ofDays(13));
        author = Operator.named("Ana", party, Role.POLICY_AUTHOR);
        save(author, saved, 1, OTHER).statusCode(200);
        clock.advance(Duration.ofDays(2));
        author = Operator.named("Ana", party, Role.POLICY_AUTHOR);

        get(author, "/drafts/" + id).statusCode(404);
        get(author, "/drafts/" + saved).statusCode(200);
        watch.forget();
        assertThat(database.many(
                        "select id from decision_policy_draft where relying_party = ?",
                        row -> row.getObject(1, java.util.UUID.class).toString(),
                        party))
                .containsExactly(saved);
    }

    @Test
    void aDraftMayBeWrongAndAVersionMayNot() {
        String id = draft(author, CHANGED.replace("0.03", "3"));

        get(author, "/drafts/" + id)
                .body("valid", equalTo(false))
                .body("faults[0].path", equalTo("$.actions.sign_up.new.budget"));
        post(author, "/drafts/" + id + "/submit", Map.of("revision", 1))
                .statusCode(400)
                .body("code", equalTo("policy-invalid"))
                .body("faults[0].message", equalTo("must be between 0 and 1, was 3"));
        post(author, "/validate", Map.of("document", "{"))
                .statusCode(200)
                .body("valid", equalTo(false))
                .body("faults", hasSize(1));
        author.calls().delete(path("/drafts/" + id)).then().statusCode(204);
        author.calls().delete(path("/drafts/" + id)).then().statusCode(404);
    }

    @Test
    void whatSaysTheSameAsTheNewestIsNoVersion() {
        submitted(CHANGED);
        String again = draft(author, CHANGED);

        post(author, "/drafts/" + again + "/submit", Map.of("revision", 1))
                .statusCode(409)
                .body("code", equalTo("policy-step-refused"))
                .body("why", equalTo("unchanged"))
                .body("version", equalTo(1));
    }

    @ParameterizedTest
    @CsvSource({
        "/drafts, comment, ''",
        "/validate, document, ",
        "/rollout, stage, canary_2",
        "/break-glass, kind, ask_nobody",
        "/break-glass, minutes, 4",
        "/break-glass, minutes, 241",
        "/break-glass, reason, ' '",
    })
    void whatIsNotUnderstoodIsNamed(String path, String field, String value) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "version",
                1,
                "digest",
                "x",
                "stage",
                "shadow",
                "comment",
                "why",
                "kind",
                "ask_everybody",
                "minutes",
                30,
                "reason",
                "why"));
        body.put(field, field.equals("minutes") ? (Object) Integer.valueOf(value) : value);
        Operator both = Operator.at(party, Role.POLICY_AUTHOR, Role.POLICY_APPROVER);

        post(both, path, body)
                .statusCode(400)
                .body("code", equalTo("invalid-request"))
                .body("fields[0].name", equalTo(field));
    }

    @Test
    void aTextThatCannotBeKeptIsRefused() {
        post(author, "/drafts", Map.of("comment", "why", "document", "{\u0000}"))
                .statusCode(400)
                .body("fields[0].name", equalTo("document"));
        post(author, "/drafts", Map.of("comment", "one\ntwo")).statusCode(400);
        post(author, "/diff", Map.of("from", Map.of("version", 0), "to", Map.of("version", 0, "draft", "x")))
                .statusCode(400);
        post(author, "/diff", Map.of("from", Map.of("version", 0), "to", Map.of("document", "{")))
                .statusCode(400)
                .body("code", equalTo("policy-invalid"))
                .body("side", equalTo("to"));
        post(author, "/diff", Map.of("from", Map.of("version", 0), "to", Map.of("version", 9)))
                .statusCode(404);
        post(author, "/drafts", Map.of("comment", "why", "base_version", 9)).statusCode(404);
        get(author, "/versions/x").statusCode(404);
        get(author, "/history?limit=0").statusCode(400);
    }

    @Test
    void nobodyApprovesWhatTheyWroteOrOnlyEdited() {
        Operator both = Operator.named("Di", party, Role.POLICY_AUTHOR, Role.POLICY_APPROVER);
        String id = draft(author, CHANGED);
        save(both, id, 1, OTHER).statusCode(200);
        String digest = post(author, "/drafts/" + id + "/submit", Map.of("revision", 2))
                .statusCode(201)
                .extract()
                .path("digest");

        verdict(both, 1, "approve", digest).statusCode(409).body("code", equalTo("not-your-own"));
        verdict(approver, 1, "approve", digest)
                .statusCode(200)
                .body("state", equalTo("approved"))
                .body("approval.by.name", equalTo("Bo"))
                .body("approval.comment", equalTo("why"));
        assertThat(events()).contains("policy_approved");
    }

    @Test
    void aVerdictIsOnTheTextThatWasSeenAndGivenOnce() {
        String digest = submitted(CHANGED);

        refused(verdict(approver, 1, "approve", DefaultPolicy.digest()), "digest-differs");
        verdict(approver, 1, "reject", digest).statusCode(200).body("state", equalTo("rejected"));
        refused(verdict(approver, 1, "approve", digest), "decided-already");
        verdict(approver, 2, "approve", digest).statusCode(404);
        verdict(approver, 0, "approve", DefaultPolicy.digest()).statusCode(404);
        refused(step(approver, 1, digest, "shadow"), "rejected");
    }

    @Test
    void aVersionIsLetOutStepByStepAndEachStepIsInTheJournal() {
        String digest = submitted(CHANGED);
        step(author, 1, digest, "shadow")
                .statusCode(200)
                .body("candidate.stage", equalTo("shadow"))
                .body("candidate.next", nullValue())
                .body("candidate.arms.shadow.decisions", equalTo(0));
        refused(step(approver, 1, digest, "canary_1"), "not-approved");
        verdict(approver, 1, "approve", digest).statusCode(200);

        step(author, 1, digest, "canary_1").statusCode(403).body("code", equalTo("role-missing"));
        refused(step(approver, 1, digest, "canary_5"), "not-next").body("stage", equalTo("canary_1"));
        refused(step(approver, 1, DefaultPolicy.digest(), "canary_1"), "digest-differs");
        step(approver, 1, digest, "canary_1")
                .statusCode(200)
                .body("candidate.share", equalTo(0.01f))
                .body("candidate.next", equalTo("canary_5"))
                .body("candidate.started_by.name", equalTo("Bo"))
                .body("candidate.arms.canary.decisions", equalTo(0))
                .body("candidate.readable", equalTo(true))
                .body("in_force.version", equalTo(0));
        step(approver, 1, digest, "canary_5").statusCode(200);
        step(approver, 1, digest, "canary_25").statusCode(200);
        step(approver, 1, digest, "live")
                .statusCode(200)
                .body("candidate", nullValue())
                .body("in_force.version", equalTo(1))
                .body("in_force.since", notNullValue())
                .body("last.ended", equalTo("live"))
                .body("last.version", equalTo(1))
                .body("versions.state", contains("live", "retired"));
        refused(step(approver, 1, digest, "shadow"), "in-force-already");
        refused(verdict(approver, 1, "reject", digest), "in-force-before");
        get(author, "/history?limit=3")
                .body("steps.kind", contains("live", "canary_25", "canary_5"))
                .body("steps[0].in_force", equalTo(1));
        assertThat(events()).contains("policy_staged", "policy_activated");
    }

    @Test
    void oneVersionIsTriedAtATimeAndItsTrialCanBeStopped() {
        String digest = submitted(CHANGED);
        String other = submitted(OTHER);
        refused(post(approver, "/rollout/stop", Map.of("comment", "why")), "no-candidate");
        step(approver, 1, digest, "shadow").statusCode(200);

        refused(step(approver, 2, other, "shadow"), "candidate-under-way");
        post(approver, "/rollout/stop", Map.of("comment", "Enough seen."))
                .statusCode(200)
                .body("candidate", nullValue())
                .body("last.ended", equalTo("stopped"))
                .body("last.comment", equalTo("Enough seen."))
                .body("versions.state", contains("submitted", "stopped", "live"));
        step(approver, 2, other, "shadow").statusCode(200);
        step(approver, 9, other, "shadow").statusCode(404);
        step(approver, 0, DefaultPolicy.digest(), "shadow").statusCode(404);
    }

    @Test
    void aFormerVersionComesBackByOneCall() {
        live(CHANGED);
        submitted(OTHER);

        refused(activate(approver, 2), "never-in-force");
        refused(activate(approver, 1), "in-force-already");
        activate(approver, 3).statusCode(404);
        activate(approver, 0)
                .statusCode(200)
                .body("in_force.version", equalTo(0))
                .body("versions.state", contains("submitted", "retired", "live"));
        activate(approver, 1).statusCode(200).body("in_force.version", equalTo(1));
    }

    @Test
    void comingBackEndsATrial() {
        live(CHANGED);
        String other = submitted(OTHER);
        step(approver, 2, other, "shadow").statusCode(200);

        activate(approver, 0)
                .statusCode(200)
                .body("candidate", nullValue())
                .body("last.ended", equalTo("overtaken"))
                .body("last.version", equalTo(2));
    }

    @Test
    void theBreakGlassSwitchHoldsForAWhileAndEndsByItself() {
        live(CHANGED);
        breakGlass("ask_everybody", 30)
                .statusCode(200)
                .body("break_glass.kind", equalTo("ask_everybody"))
                .body("break_glass.reason", equalTo("Stolen passkeys."))
                .body("break_glass.by.name", equalTo("Bo"))
                .body("break_glass.former", equalTo(1))
                .body("in_force.version", equalTo(2))
                .body("versions[0].state", equalTo("break_glass"));
        refused(breakGlass("ask_nobody_on_score", 30), "break-glass-on");
        refused(
                step(
                        approver,
                        1,
                        register.versions(new RelyingPartyId(party)).getFirst().digest(),
                        "shadow"),
                "break-glass-on");
        watch.now();
        int during = register.active(new RelyingPartyId(party));

        clock.advance(Duration.ofMinutes(30));
        watch.now();
        watch.now();

        assertThat(during).isEqualTo(2);
        assertThat(register.active(new RelyingPartyId(party))).isEqualTo(1);
        assertThat(events()).containsOnlyOnce("break_glass_begun").containsOnlyOnce("break_glass_ended");
        approver = Operator.named("Bo", party, Role.POLICY_APPROVER);
        get(approver, "").body("break_glass", nullValue()).body("in_force.version", equalTo(1));
        refused(activate(approver, 2), "generated");
    }

    @Test
    void allApproversWhoHaveAnAddressAreTold() {
        Operator other = Operator.named("Cy", party, Role.POLICY_APPROVER);
        Inbox inbox = new Inbox("cy");
        other.calls().body(Map.of("address", inbox.address())).put("/v1/me/email");
        other.calls().body(Map.of("code", inbox.next().code())).post("/v1/me/email/verify");

        breakGlass("ask_everybody", 30).statusCode(200);
        Inbox.Mail begun = inbox.next();
        post(approver, "/break-glass/stop", Map.of("comment", "It is over.")).statusCode(200);
        Inbox.Mail ended = inbox.next();

        assertThat(begun.subject()).startsWith("The break-glass switch is on");
        assertThat(begun.text())
                .contains("Relying party: Shop")
                .contains("Version: 1")
                .contains("Ends: ")
                .doesNotContain("/stop#", "Stolen passkeys");
        assertThat(ended.subject()).startsWith("The break-glass switch is off");
    }

    @Test
    void theBreakGlassSwitchCanBePutBackByHandAndEndsATrial() {
        String digest = submitted(CHANGED);
        step(approver, 1, digest, "shadow").statusCode(200);
        refused(post(approver, "/break-glass/stop", Map.of("comment", "why")), "break-glass-off");
        breakGlass("ask_nobody_on_score", 240)
                .statusCode(200)
                .body("candidate", nullValue())
                .body("last.ended", equalTo("overtaken"));

        post(approver, "/break-glass/stop", Map.of("comment", "It is over."))
                .statusCode(200)
                .body("break_glass", nullValue())
                .body("in_force.version", equalTo(0));
        refused(
                step(
                        approver,
                        2,
                        register.versions(new RelyingPartyId(party)).getLast().digest(),
                        "shadow"),
                "generated");
        refused(
                verdict(
                        approver,
                        2,
                        "reject",
                        register.versions(new RelyingPartyId(party)).getLast().digest()),
                "generated");
    }

    @Test
    void whoPutsAVersionInForceWhileTheGlassIsBrokenKeepsIt() {
        live(CHANGED);
        breakGlass("ask_everybody", 5).statusCode(200);
        activate(approver, 0).statusCode(200).body("break_glass", nullValue());

        clock.advance(Duration.ofMinutes(6));
        watch.now();

        assertThat(register.active(new RelyingPartyId(party))).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ANALYST", "AUDITOR"})
    void whoOnlyReadsReads(Role role) {
        String id = draft(author, CHANGED);
        Operator reader = Operator.at(party, role);

        get(reader, "").statusCode(200).body("may", hasSize(0)).body("drafts", hasSize(1));
        get(reader, "/drafts").statusCode(200).body("drafts.id", hasItem(id));
        get(reader, "/drafts/" + id).statusCode(200);
        get(reader, "/versions/0").statusCode(200).body("document", equalTo(DefaultPolicy.TEXT));
        get(reader, "/schema").statusCode(200).body(containsString("$schema"));
        post(reader, "/diff", Map.of("from", Map.of("version", 0), "to", Map.of("draft", id)))
                .statusCode(200);
        missing(post(reader, "/drafts", Map.of("comment", "x")));
        missing(save(reader, id, 1, OTHER));
        missing(post(reader, "/drafts/" + id + "/submit", Map.of("revision", 1)));
        missing(step(reader, 1, "x", "shadow"));
        missing(breakGlass(reader, "ask_everybody", 30));
        missing(activate(reader, 0));
        missing(verdict(reader, 1, "approve", "x"));
        missing(reader.calls().delete(path("/drafts/" + id)).then());
    }

    @Test
    void writingAndApprovingAreTwoRoles() {
        String digest = submitted(CHANGED);

        missing(post(approver, "/drafts", Map.of("comment", "x")));
        missing(verdict(author, 1, "approve", digest));
        missing(activate(author, 0));
        missing(breakGlass(author, "ask_everybody", 30));
        missing(post(author, "/rollout/stop", Map.of("comment", "x")));
        get(author, "").body("may", contains("draft", "submit", "shadow"));
        get(approver, "")
                .body("may", hasItems("approve", "live", "break_glass"))
                .body("may", not(hasItem("draft")));
        get(Operator.at(party, Role.SUPPORT_AGENT), "").statusCode(403);
        get(Operator.at("demo", Role.POLICY_AUTHOR), "").statusCode(404);
    }

    @Test
    void whatOthersSeeNeedsAFreshProofAndADraftDoesNot() {
        String id = draft(author, CHANGED);
        clock.advance(Duration.ofMinutes(6));
        refresh(author);
        refresh(approver);

        save(author, id, 1, OTHER).statusCode(200);
        stale(post(author, "/drafts/" + id + "/submit", Map.of("revision", 2)));
        stale(verdict(approver, 1, "approve", "x"));
        stale(verdict(approver, 1, "reject", "x"));
        stale(step(approver, 1, "x", "shadow"));
        stale(post(approver, "/rollout/stop", Map.of("comment", "x")));
        stale(activate(approver, 0));
        stale(breakGlass("ask_everybody", 30));
        stale(post(approver, "/break-glass/stop", Map.of("comment", "x")));
    }

    private static void refresh(Operator who) {
        Customer account = who.account();
        account.keep(account.asStranger()
                .body(Map.of("refresh_token", account.refreshToken()))
                .post("/v1/token/refresh"));
    }

    private String draft(Operator who, String document) {
        return post(who, "/drafts", Map.of("comment", "why", "document", document))
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** Has the author submit a document; returns its digest. */
    private String submitted(String document) {
        return post(author, "/drafts/" + draft(author, document) + "/submit", Map.of("revision", 1))
                .statusCode(201)
                .extract()
                .path("digest");
    }

    /** Has a document go its whole way. */
    private void live(String document) {
        String digest = submitted(document);
        verdict(approver, 1, "approve", digest).statusCode(200);
        for (String stage : List.of("shadow", "canary_1", "canary_5", "canary_25", "live")) {
            step(approver, 1, digest, stage).statusCode(200);
        }
    }

    private ValidatableResponse get(Operator who, String path) {
        return who.calls().get(path(path)).then();
    }

    private ValidatableResponse post(Operator who, String path, Map<String, Object> body) {
        return who.calls().body(body).post(path(path)).then();
    }

    private ValidatableResponse save(Operator who, String id, int revision, String document) {
        return who.calls()
                .body(Map.of("revision", revision, "comment", "why", "document", document))
                .put(path("/drafts/" + id))
                .then();
    }

    private ValidatableResponse verdict(Operator who, int version, String verdict, String digest) {
        return post(who, "/versions/" + version + "/" + verdict, Map.of("digest", digest, "comment", "why"));
    }

    private ValidatableResponse step(Operator who, int version, String digest, String stage) {
        return post(who, "/rollout", Map.of("version", version, "digest", digest, "stage", stage, "comment", "why"));
    }

    private ValidatableResponse activate(Operator who, int version) {
        return post(who, "/versions/" + version + "/activate", Map.of("comment", "Back."));
    }

    private ValidatableResponse breakGlass(String kind, int minutes) {
        return breakGlass(approver, kind, minutes);
    }

    private ValidatableResponse breakGlass(Operator who, String kind, int minutes) {
        return post(who, "/break-glass", Map.of("kind", kind, "minutes", minutes, "reason", "Stolen passkeys."));
    }

    private String path(String rest) {
        return "/v1/ops/" + party + "/policy" + rest;
    }

    private static ValidatableResponse refused(ValidatableResponse answer, String why) {
        return answer.statusCode(409)
                .body("code", equalTo("policy-step-refused"))
                .body("why", equalTo(why));
    }

    private static void missing(ValidatableResponse answer) {
        answer.statusCode(403).body("code", equalTo("role-missing"));
    }

    private static void stale(ValidatableResponse answer) {
        answer.statusCode(401).body("code", equalTo("fresh-passkey-needed"));
    }

    private List<String> events() {
        return database.many(
                "select event from audit_entry where relying_party = ? order by at, id",
                row -> row.getString(1),
                party);
    }
}
