package dev.latchkey.decision.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.assurance.Acr;
import dev.latchkey.risk.Policy;
import dev.latchkey.risk.Segment;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Reading policies: what is accepted, and what each refusal says. */
class PolicyTextTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BUDGET = "/actions/sign_in/regular/budget";
    private static final String BANDS = "/actions/payout/amounts";
    private static final String NETWORKS = "/rules/denied_networks/networks";
    private static final String NETWORK =
            "must be a network such as 203.0.113.0/24 or 2001:db8::/32, with no bit set behind the prefix, was ";

    /** The accepted document in which one value, found by a JSON pointer, is replaced; and what is said then. */
    private record Edit(String pointer, String value, String path, String message) {
        @Override
        public String toString() {
            return path + ": " + message;
        }
    }

    private static Edit edit(String pointer, String value, String path, String message) {
        return new Edit(pointer, value, path, message);
    }

    static Stream<Edit> edits() {
        return Stream.of(
                edit(BUDGET, "1.4", "$.actions.sign_in.regular.budget", "must be between 0 and 1, was 1.4"),
                edit(BUDGET, "-0.1", "$.actions.sign_in.regular.budget", "must be between 0 and 1, was -0.1"),
                edit(BUDGET, "\"1\"", "$.actions.sign_in.regular.budget", "must be between 0 and 1, was \"1\""),
                edit(BUDGET, "null", "$.actions.sign_in.regular.budget", "must be between 0 and 1, was null"),
                edit(
                        "/actions/sign_in/regular/threshold",
                        "0.5",
                        "$.actions.sign_in.regular",
                        "must have one of budget, threshold, by_cost, has budget and threshold"),
                edit(
                        "/actions/sign_in/regular",
                        "{}",
                        "$.actions.sign_in.regular",
                        "must have one of budget, threshold, by_cost, has none"),
                edit(
                        "/actions/sign_in/regular",
                        "{\"by_cost\": false}",
                        "$.actions.sign_in.regular.by_cost",
                        "must be true, or absent, was false"),
                edit(
                        "/actions/sign_in/regular",
                        "{\"threshold\": 0.5, \"deny\": 0.4}",
                        "$.actions.sign_in.regular.deny",
                        "must be above the threshold 0.5, was 0.4"),
                edit(
                        "/actions/sign_in/regular",
                        "{\"by_cost\": true, \"deny\": 0}",
                        "$.actions.sign_in.regular.deny",
                        "must be between 0.001 and 1, was 0"),
                edit("/actions/sign_in/dormant", "[]", "$.actions.sign_in.dormant", "must be an object, was a list"),
                edit(
                        "/actions/sign_in/regular/busget",
                        "1",
                        "$.actions.sign_in.regular.busget",
                        "is not known here; known are budget, threshold, by_cost, deny"),
                edit(
                        "/actions/sign_up/regular",
                        "{\"budget\": 1}",
                        "$.actions.sign_up.regular",
                        "is not known here; known are loss, value, step_ups, at_least, hold_hours, new"),
                edit(
                        "/actions/sign_in/acr",
                        "2",
                        "$.actions.sign_in.acr",
                        "is not known here; known are loss, value, step_ups, at_least, hold_hours, new, regular, dormant"),
                edit("/actions/sign_in/new", "", "$.actions.sign_in.new", "is missing"),
                edit("/actions/sign_in/loss", "", "$.actions.sign_in.loss", "is missing"),
                edit("/actions/sign_in/step_ups", "", "$.actions.sign_in.step_ups", "is missing"),
                edit("/actions/sign_in", "", "$.actions.sign_in", "is missing"),
                edit("/actions/*", "", "$.actions['*']", "is missing"),
                edit("/actions", "", "$.actions", "is missing"),
                edit(
                        "/actions/Wire Transfer",
                        "{\"loss\":1,\"step_ups\":[\"passkey\"],\"new\":{\"budget\":1},\"regular\":{\"budget\":1},\"dormant\":{\"budget\":1}}",
                        "$.actions['Wire Transfer']",
                        "must be named by 1 to 32 lower-case letters, digits and underscores, a letter first"),
                edit(
                        "/actions/payout/loss",
                        "-1",
                        "$.actions.payout.loss",
                        "must be between 0 and 1000000000000, was -1"),
                edit(
                        "/actions/payout/value",
                        "true",
                        "$.actions.payout.value",
                        "must be between 0 and 1000000000000, was true"),
                edit("/actions/payout/step_ups", "[]", "$.actions.payout.step_ups", "must name at least one check"),
                edit(
                        "/actions/payout/step_ups",
                        "\"totp\"",
                        "$.actions.payout.step_ups",
                        "must be a list, was \"totp\""),
                edit(
                        "/actions/payout/step_ups/1",
                        "\"sms\"",
                        "$.actions.payout.step_ups[1]",
                        "must be one of passkey, other_passkey, device, totp, email, recovery_code, hold, support, was \"sms\""),
                edit(
                        "/actions/payout/step_ups/1",
                        "\"passkey\"",
                        "$.actions.payout.step_ups[1]",
                        "must be there once, \"passkey\" is there twice"),
                edit(
                        "/actions/payout/step_ups",
                        "[\"totp\"]",
                        "$.actions.payout.step_ups",
                        "must name passkey or other_passkey: no other check reaches acr 2"),
                edit(
                        "/actions/payout/acr",
                        "4",
                        "$.actions.payout.acr",
                        "must be a whole number between 1 and 3, was 4"),
                edit(
                        "/actions/payout/max_age_seconds",
                        "86401",
                        "$.actions.payout.max_age_seconds",
                        "must be a whole number between 0 and 86400, was 86401"),
                edit(
                        "/actions/payout/hold_hours",
                        "0",
                        "$.actions.payout.hold_hours",
                        "must be a whole number between 1 and 720, was 0"),
                edit(
                        "/actions/payout/hold_after_recovery_hours",
                        "1.5",
                        "$.actions.payout.hold_after_recovery_hours",
                        "must be a whole number between 0 and 720, was 1.5"),
                edit(
                        "/actions/payout/hold_after_new_passkey_hours",
                        "721",
                        "$.actions.payout.hold_after_new_passkey_hours",
                        "must be a whole number between 0 and 720, was 721"),
                edit(
                        "/actions/payout/at_least",
                        "\"deny\"",
                        "$.actions.payout.at_least",
                        "must be one of allow, step_up, hold, was \"deny\""),
                edit(
                        "/actions/sign_in/at_least",
                        "\"hold\"",
                        "$.actions.sign_in.at_least",
                        "must be allow or step_up: nobody waits for this, was \"hold\""),
                edit(
                        "/actions/add_passkey/at_least",
                        "\"hold\"",
                        "$.actions.add_passkey.at_least",
                        "must be allow or step_up: it waits by its hold_after members, was \"hold\""),
                edit(
                        "/actions/payout/new_payee",
                        "\"hold\"",
                        "$.actions.payout.new_payee",
                        "must be allow or step_up: a payee that waits stays new, was \"hold\""),
                edit(BANDS, "{}", "$.actions.payout.amounts", "must be a list, was an object"),
                edit(BANDS + "/0/from", "", "$.actions.payout.amounts[0].from", "is missing"),
                edit(
                        BANDS + "/0/from",
                        "\"250\"",
                        "$.actions.payout.amounts[0].from",
                        "must be between 0 and 1000000000000, was \"250\""),
                edit(
                        BANDS + "/0/to",
                        "1",
                        "$.actions.payout.amounts[0].to",
                        "is not known here; known are from, at_least, acr, hold_hours"),
                edit(
                        BANDS,
                        "[{\"from\": 250}, {\"from\": 250}]",
                        "$.actions.payout.amounts[1].from",
                        "must be above the band before it, which begins at 250, was 250"),
                edit(
                        BANDS,
                        "[{\"from\": 1, \"at_least\": \"step_up\"}, {\"from\": 2, \"at_least\": \"allow\"}]",
                        "$.actions.payout.amounts[1].at_least",
                        "must be at least step_up, as for less money, was \"allow\""),
                edit(
                        BANDS + "/0/acr",
                        "1",
                        "$.actions.payout.amounts[0].acr",
                        "must be at least 2, as for less money, was 1"),
                edit("/schema", "2", "$.schema", "must be a whole number between 1 and 1, was 2"),
                edit("/schema", "", "$.schema", "is missing"),
                edit("/currency", "", "$.currency", "is missing"),
                edit("/currency", "\"euro\"", "$.currency", "must be three capital letters of ISO 4217, was \"euro\""),
                edit("/currency", "\"ZZZ\"", "$.currency", "must be a currency of ISO 4217, was \"ZZZ\""),
                edit("/rates", "{\"USD\": 0}", "$.rates.USD", "must be between 0.000000001 and 1000000000, was 0"),
                edit("/rates", "{\"EUR\": 1}", "$.rates.EUR", "is the document's own currency and needs no rate"),
                edit("/rates", "{\"usd\": 1}", "$.rates.usd", "is not a currency of ISO 4217"),
                edit("/price_per_second", "", "$.price_per_second", "is missing"),
                edit("/price_per_second", "1001", "$.price_per_second", "must be between 0 and 1000, was 1001"),
                edit(
                        "/seconds",
                        "{\"totp\": 0}",
                        "$.seconds.totp",
                        "must be a whole number between 1 and 2592000, was 0"),
                edit(
                        "/seconds",
                        "{\"sms\": 9}",
                        "$.seconds.sms",
                        "is not known here; known are passkey, other_passkey, device, totp, email, recovery_code, hold, support"),
                edit(
                        "/rules/captcha",
                        "{}",
                        "$.rules.captcha",
                        "is not known here; known are revoked_authenticators, denied_networks, countries, reported_not_me, trusted_networks"),
                edit(
                        "/rules/reported_not_me/days",
                        "366",
                        "$.rules.reported_not_me.days",
                        "must be a whole number between 1 and 365, was 366"),
                edit("/rules/reported_not_me/days", "", "$.rules.reported_not_me.days", "is missing"),
                edit("/rules/reported_not_me/effect", "", "$.rules.reported_not_me.effect", "is missing"),
                edit(
                        "/rules/reported_not_me/effect",
                        "\"allow\"",
                        "$.rules.reported_not_me.effect",
                        "must be one of deny, step_up, was \"allow\""),
                edit(
                        "/rules/revoked_authenticators/aaguids/0",
                        "\"yubikey\"",
                        "$.rules.revoked_authenticators.aaguids[0]",
                        "must be an AAGUID such as ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4, was \"yubikey\""),
                edit(
                        "/rules/countries/codes/0",
                        "\"at\"",
                        "$.rules.countries.codes[0]",
                        "must be two capital letters of ISO 3166-1, was \"at\""),
                edit(
                        "/rules/countries/codes/0",
                        "\"XY\"",
                        "$.rules.countries.codes[0]",
                        "must be a country of ISO 3166-1, was \"XY\""),
                edit(
                        NETWORKS + "/0",
                        "\"203.0.113.1/24\"",
                        "$.rules.denied_networks.networks[0]",
                        NETWORK + "\"203.0.113.1/24\""),
                edit(
                        NETWORKS + "/0",
                        "\"example.org/24\"",
                        "$.rules.denied_networks.networks[0]",
                        NETWORK + "\"example.org/24\""),
                edit(
                        NETWORKS + "/0",
                        "\"203.0.113.0\"",
                        "$.rules.denied_networks.networks[0]",
                        NETWORK + "\"203.0.113.0\""),
                edit(
                        NETWORKS + "/0",
                        "\"203.0.113.0/33\"",
                        "$.rules.denied_networks.networks[0]",
                        NETWORK + "\"203.0.113.0/33\""),
                edit(
                        NETWORKS + "/0",
                        "\"0.0.0.0/0\"",
                        "$.rules.denied_networks.networks[0]",
                        "must be no wider than a /8 (IPv4) or a /16 (IPv6), was \"0.0.0.0/0\""),
                edit(
                        "/rules/trusted_networks/0",
                        "\"203.0.113.128/25\"",
                        "$.rules.trusted_networks[0]",
                        "is denied by $.rules.denied_networks, which goes first"),
                edit(
                        "/comment",
                        "\"x\"",
                        "$.comment",
                        "is not known here; known are $schema, schema, currency, rates, price_per_second, seconds, rules, actions"));
    }

    /** The release's policy with every kind of rule in it. */
    private static ObjectNode accepted() {
        try {
            ObjectNode document = (ObjectNode) JSON.readTree(DefaultPolicy.TEXT);
            ObjectNode rules = (ObjectNode) document.get("rules");
            rules.set("revoked_authenticators", JSON.readTree("""
                    {"aaguids": ["ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4"], "effect": "step_up"}"""));
            rules.set("denied_networks", JSON.readTree("""
                    {"networks": ["203.0.113.0/24", "2001:db8::/32"], "effect": "deny"}"""));
            rules.set("countries", JSON.readTree("""
                    {"codes": ["KP"], "effect": "step_up"}"""));
            rules.set("trusted_networks", JSON.readTree("""
                    ["198.51.100.0/24"]"""));
            return document;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String with(Edit edit) throws JsonProcessingException {
        ObjectNode document = accepted();
        int cut = edit.pointer().lastIndexOf('/');
        JsonNode parent = document.at(edit.pointer().substring(0, cut));
        String name = edit.pointer().substring(cut + 1);
        if (edit.value().isEmpty()) {
            ((ObjectNode) parent).remove(name);
        } else if (parent instanceof ObjectNode object) {
            object.set(name, JSON.readTree(edit.value()));
        } else {
            ((com.fasterxml.jackson.databind.node.ArrayNode) parent)
                    .set(Integer.parseInt(name), JSON.readTree(edit.value()));
        }
        return document.toString();
    }

    private static List<String> faults(String text) {
        return switch (PolicyText.read(text)) {
            case Validation.Valid valid -> List.of();
            case Validation.Invalid(List<Fault> faults) ->
                faults.stream().map(Fault::toString).toList();
        };
    }

    private static PolicyDocument read(String text) {
        assertThat(faults(text)).isEmpty();
        return ((Validation.Valid) PolicyText.read(text)).document();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("edits")
    void oneFieldAwayFromTheAcceptedDocumentIsNamedWithItsPath(Edit edit) throws JsonProcessingException {
        assertThat(faults(accepted().toString())).isEmpty();

        List<String> said = faults(with(edit));

        assertThat(said).contains(edit.toString());
        assertThat(said).filteredOn(fault -> !fault.startsWith(edit.path())).isEmpty();
    }

    @Test
    void allFaultsAreSaidAtOnceInTheDocumentsOrder() {
        List<String> said = faults(DefaultPolicy.TEXT
                .replace("\"currency\": \"EUR\"", "\"currency\": \"eur\"")
                .replace("\"days\": 14", "\"days\": 0")
                .replace("\"budget\": 0.02", "\"budget\": 2"));

        assertThat(said)
                .containsExactly(
                        "$.currency: must be three capital letters of ISO 4217, was \"eur\"",
                        "$.rules.reported_not_me.days: must be a whole number between 1 and 365, was 0",
                        "$.actions.sign_up.new.budget: must be between 0 and 1, was 2");
    }

    @Test
    void aMemberThatIsThereTwiceIsNamedWithItsPath() {
        String twice = DefaultPolicy.TEXT.replace("{\"budget\": 0.02}", "{\"budget\": 0.02, \"budget\": 0.9}");

        assertThat(faults(twice)).containsExactly("$.actions.sign_up.new.budget: must be there once, is there twice");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                | $: must be JSON, was empty
            []                | $: must be an object, was a list
            {} {}             | $: must end where its first value does; more follows at line 1
            '{"schema": 1'    | $: must be JSON: Unexpected end-of-input
            '{schema: 1}'     | $: must be JSON: Unexpected character
            '{"schema": 01}'  | $: must be JSON: Invalid numeric value
            """)
    void whatIsNotOneObjectIsSaid(String text, String fault) {
        assertThat(faults(text)).anySatisfy(said -> assertThat(said).startsWith(fault));
    }

    @Test
    void theReleasesPolicySaysWhatTheDocumentationPromises() {
        PolicyDocument document = read(DefaultPolicy.TEXT);

        assertThat(document.action("sign_in").segments())
                .hasSize(3)
                .allSatisfy((segment, rule) ->
                        assertThat(rule).isEqualTo(new SegmentRule(new Limit.Budget(0.01), OptionalDouble.empty())));
        assertThat(document.action("add_passkey").segment(Segment.REGULAR).limit())
                .isEqualTo(new Limit.Budget(0.25));
        assertThat(document.action("recovery").demand())
                .isEqualTo(new Demand(Least.HOLD, Acr.ONE, Duration.ofSeconds(300), Duration.ofHours(24)));
        assertThat(document.demand("payout", Optional.of(new Money(new BigDecimal("249.99"), "EUR")))
                        .atLeast())
                .isEqualTo(Least.ALLOW);
        assertThat(document.demand("payout", Optional.of(new Money(new BigDecimal("250"), "EUR")))
                        .atLeast())
                .isEqualTo(Least.STEP_UP);
        assertThat(document.action("close_account")).isSameAs(document.action("*"));
    }

    @Test
    void everyActionAndSegmentOfTheReleasesPolicyGivesTheScorerARule() {
        for (double line : new double[] {0, 0.5, 1, Policy.BY_COST}) {
            PolicyInForce policy =
                    new PolicyInForce(3, "", read(DefaultPolicy.TEXT), (activity, segment, share) -> line);
            for (String action : List.of("sign_up", "sign_in", "add_passkey", "recovery", "payout", "anything_else")) {
                for (Segment segment : Segment.values()) {
                    assertThat(policy.ruleFor(action, segment).version()).isEqualTo(3);
                }
            }
            assertThat(policy.ruleFor("recovery", Segment.NEW).thresholdProbability())
                    .isZero();
        }
    }

    @Test
    void anAmountWithoutARateCountsAsTheHighestAndOneWithARateIsConverted() {
        PolicyDocument without = read(DefaultPolicy.TEXT);
        PolicyDocument with = read(DefaultPolicy.TEXT.replace(
                "\"currency\": \"EUR\"", "\"currency\": \"EUR\", \"rates\": {\"USD\": 0.5}"));
        Optional<Money> little = Optional.of(new Money(BigDecimal.ONE, "USD"));
        Optional<Money> much = Optional.of(new Money(new BigDecimal("500"), "USD"));

        assertThat(without.demand("payout", little).atLeast()).isEqualTo(Least.STEP_UP);
        assertThat(with.demand("payout", little).atLeast()).isEqualTo(Least.ALLOW);
        assertThat(with.demand("payout", much).atLeast()).isEqualTo(Least.STEP_UP);
    }

    @Test
    void aBandDemandsWhatTheOneBelowItDoesUnlessItSaysMore() {
        PolicyDocument document = read(DefaultPolicy.TEXT.replace(
                "{\"from\": 250, \"at_least\": \"step_up\"}",
                "{\"from\": 250, \"at_least\": \"step_up\"}, {\"from\": 5000, \"acr\": 3, \"hold_hours\": 48}"));

        assertThat(document.demand("payout", Optional.of(new Money(new BigDecimal("5000"), "EUR"))))
                .isEqualTo(new Demand(Least.STEP_UP, Acr.THREE, Duration.ofSeconds(3600), Duration.ofHours(48)));
    }

    @Test
    void theSchemaInTheDocumentationIsTheOneThatIsPrinted() throws IOException {
        assertThat(Files.readString(Path.of("docs/policy.schema.json"))).isEqualTo(DefaultPolicy.SCHEMA);
    }

    @Test
    void theSchemaKnowsEveryMemberThatIsReadAndNoOther() throws JsonProcessingException {
        JsonNode schema = JSON.readTree(DefaultPolicy.SCHEMA);

        for (String pointer : List.of("", "/rules", "/actions/sign_up", "/actions/sign_in", "/actions/add_passkey")) {
            assertThat(names(schema.at(pointer.replace("/", "/properties/") + "/properties")))
                    .isEqualTo(knownAt(pointer));
        }
        assertThat(names(schema.at("/properties/actions/additionalProperties/properties")))
                .isEqualTo(knownAt("/actions/payout"));
        assertThat(names(schema.at("/$defs/segment/properties"))).isEqualTo(knownAt("/actions/sign_in/new"));
    }

    /** What is said to be known at a place when something unknown stands there. */
    private static List<String> knownAt(String pointer) throws JsonProcessingException {
        String said = faults(with(edit(pointer + "/unheard_of", "1", "", ""))).getFirst();
        return Stream.of(said.substring(said.indexOf("known are ") + 10).split(", "))
                .sorted()
                .toList();
    }

    private static List<String> names(JsonNode properties) {
        return properties.properties().stream()
                .map(java.util.Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
