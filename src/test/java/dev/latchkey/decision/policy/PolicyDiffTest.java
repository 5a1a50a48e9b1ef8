package dev.latchkey.decision.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.decision.policy.PolicyDiff.DiffOutcome;
import dev.latchkey.decision.policy.PolicyDiff.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What changes between two documents, in words. */
class PolicyDiffTest {
    private static final String FULL = DefaultPolicy.TEXT
            .replace(
                    "\"schema\": 1,",
                    "\"$schema\": \"a\", \"schema\": 1, \"rates\": {\"USD\": 0.9}," + " \"seconds\": {\"email\": 40},")
            .replace("\"rules\": {", """
                    "rules": {
                      "revoked_authenticators": {"aaguids": ["ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4"], "effect": "deny"},
                      "denied_networks": {"networks": ["203.0.113.0/24"], "effect": "deny"},
                      "countries": {"codes": ["BR"], "effect": "step_up"},
                      "trusted_networks": ["198.51.100.0/24"],
                    """)
            .replace("\"budget\": 0.02", "\"budget\": 0.02, \"deny\": 0.9")
            .replace(
                    "\"acr\": 2,",
                    "\"acr\": 2, \"at_least\": \"allow\", \"hold_after_new_passkey_hours\": 0,"
                            + " \"new_payee\": \"allow\",")
            .replace(
                    "\"hold_after_new_passkey_hours\": 0, \"new_payee\": \"allow\",\n      \"max_age_seconds\": 3600,\n      \"hold_hours\": 24,\n      \"hold_after_recovery_hours\": 72,\n      \"hold_after_new_passkey_hours\": 24",
                    "\"new_payee\": \"allow\",\n      \"max_age_seconds\": 3600,\n      \"hold_hours\": 24,\n      \"hold_after_recovery_hours\": 72,\n      \"hold_after_new_passkey_hours\": 24");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"regular\": {\"budget\": 0.01}|\"regular\": {\"budget\": 0.014}|Asks 1.4 % instead of 1.0 % of sign-ins of regular customers.",
                "\"regular\": {\"budget\": 0.01}|\"regular\": {\"budget\": 1}|Asks everybody instead of 1.0 % of sign-ins of regular customers.",
                "\"regular\": {\"budget\": 0.01}|\"regular\": {\"budget\": 0}|Asks nobody on the score instead of 1.0 % of sign-ins of regular customers.",
                "\"regular\": {\"budget\": 0.01}|\"regular\": {\"threshold\": 0.03}|Asks those above a probability of 3.0 % instead of 1.0 % of sign-ins of regular customers.",
                "\"dormant\": {\"budget\": 0.01}|\"dormant\": {\"by_cost\": true}|Asks where that costs less than not asking instead of 1.0 % of sign-ins of dormant customers.",
                "\"dormant\": {\"budget\": 0.01}|\"dormant\": {\"budget\": 0.01, \"deny\": 0.5}|Refuses sign-ins of dormant customers above a probability of 50.0 %; until now never on the score alone.",
                "\"at_least\": \"step_up\"}|\"at_least\": \"hold\"}|“payout” actions from 250 EUR are always made to wait (24 h), acr 2; until now always asked for one more check, acr 2.",
                "{\"from\": 250, \"at_least\": \"step_up\"}|{\"from\": 100, \"at_least\": \"step_up\"}|“payout” actions from 100 EUR are always asked for one more check, acr 2; until now asked only when the score or a rule says so, acr 2.",
                "{\"from\": 250, \"at_least\": \"step_up\"}|{\"from\": 250, \"at_least\": \"step_up\", \"acr\": 3}|“payout” actions from 250 EUR are always asked for one more check, acr 3; until now always asked for one more check, acr 2.",
                "{\"days\": 14, \"effect\": \"step_up\"}|{\"days\": 30, \"effect\": \"step_up\"}|The rule after “this was not me” holds for 30 instead of 14 days.",
                "{\"days\": 14, \"effect\": \"step_up\"}|{\"days\": 14, \"effect\": \"deny\"}|The rule after “this was not me” refuses instead of before, when it asks for one more check.",
                "\"price_per_second\": 0.01|\"price_per_second\": 0.02|A second of a customer is worth 0.02 instead of 0.01 EUR.",
                "\"currency\": \"EUR\"|\"currency\": \"CHF\"|Amounts are counted in CHF instead of EUR.",
                "\"loss\": 500|\"loss\": 600|An attacker who gets through by “payout” actions costs 600 EUR instead of 500 EUR.",
                "\"value\": 20|\"value\": 30|A customer who gives up at “payout” actions costs 30 EUR instead of 20 EUR.",
                "\"hold_after_recovery_hours\": 72|\"hold_after_recovery_hours\": 48|“payout” actions wait after a recovery for 48 h instead of 72 h.",
                "\"step_ups\": [\"email\", \"support\"]|\"step_ups\": [\"email\", \"totp\"]|Questions at sign-ups may also be answered by a code of an app, no longer by asking support.",
                "\"step_ups\": [\"email\", \"support\"]|\"step_ups\": [\"support\", \"email\"]|The checks for sign-ups stand in another order, which changes nothing.",
                "\"at_least\": \"hold\",|\"at_least\": \"step_up\",|Recoveries are always asked for one more check; until now always made to wait.",
            })
    void aChangeIsSaidAsPeopleSayIt(String from, String to, String said) {
        List<Word> words = words(DefaultPolicy.TEXT, DefaultPolicy.TEXT.replace(from, to));

        assertThat(words).extracting(Word::text).containsExactly(said);
    }

    @Test
    void whatIsLeftOutCountsAsWhatHoldsThen() {
        List<Word> words = words(DefaultPolicy.TEXT, DefaultPolicy.TEXT.replace("\"at_least\": \"hold\",", ""));

        assertThat(words).extracting(Word::text).containsExactly("Recoveries are always made to wait, as until now.");
    }

    @Test
    void aRuleThatIsNewNamesWhatItListsAndLongListsAreCounted() {
        String ten = String.join(
                ", ",
                java.util.stream.IntStream.range(0, 10)
                        .mapToObj(i -> "\"10." + i + ".0.0/16\"")
                        .toList());
        String few = DefaultPolicy.TEXT.replace(
                "\"rules\": {", "\"rules\": {\"countries\": {\"codes\": [\"BR\", \"AR\"], \"effect\": \"deny\"},");
        String many = DefaultPolicy.TEXT.replace("\"rules\": {", "\"rules\": {\"trusted_networks\": [" + ten + "],");

        assertThat(words(DefaultPolicy.TEXT, few))
                .extracting(Word::text)
                .containsExactly("The rule on countries is new: it refuses, listing BR, AR.");
        assertThat(words(few, DefaultPolicy.TEXT))
                .extracting(Word::text)
                .containsExactly("The rule on countries goes away.");
        assertThat(words(DefaultPolicy.TEXT, many))
                .extracting(Word::text)
                .containsExactly("Trusted networks: 10 added.");
    }

    @Test
    void anActionThatGetsItsOwnRuleIsHeldAgainstTheOneThatHeldForIt() {
        String own = DefaultPolicy.TEXT.replace("\"payout\": {", "\"refund\": {");

        List<String> said =
                words(DefaultPolicy.TEXT, own).stream().map(Word::text).toList();

        assertThat(said)
                .contains(
                        "“refund” actions get a rule of their own; until now that of all others held.",
                        "An attacker who gets through by “refund” actions costs 500 EUR instead of 100 EUR.",
                        "“payout” actions have no rule of their own any more; that of all others holds.",
                        "An attacker who gets through by “payout” actions costs 100 EUR instead of 500 EUR.");
    }

    @Test
    void whatNobodyHasWordsForIsSaidByItsPath() {
        String odd = DefaultPolicy.TEXT
                .replace("\"schema\": 1", "\"schema\": 2")
                .replace("{\"budget\": 0.02}", "{\"budget\": 0.02, \"mood\": \"good\"}");

        assertThat(words(DefaultPolicy.TEXT, odd))
                .extracting(Word::text)
                .containsExactly("$.schema: 1 → 2", "$.actions.sign_up.new.mood: nothing → good");
    }

    @Test
    void spacesAndWaysToWriteANumberChangeNothing() {
        String other = DefaultPolicy.TEXT.replace(" ", "").replace("0.01", "0.010");

        DiffOutcome found = PolicyDiff.between(DefaultPolicy.TEXT, other);

        assertThat(found).isEqualTo(new DiffOutcome.Found(List.of(), List.of()));
    }

    @Test
    void whatIsNoJsonIsSaid() {
        assertThat(PolicyDiff.between("{", DefaultPolicy.TEXT))
                .isInstanceOfSatisfying(
                        DiffOutcome.NoJson.class,
                        none -> assertThat(none.after()).isFalse());
        assertThat(PolicyDiff.between(DefaultPolicy.TEXT, "{"))
                .isInstanceOfSatisfying(
                        DiffOutcome.NoJson.class,
                        none -> assertThat(none.after()).isTrue());
    }

    /** Each member of a document that has them all is taken out, by itself. */
    @Test
    void noMemberGoesAwayInSilence() {
        Object root = new JsonTree(new Faults()).read(FULL).orElseThrow();
        List<String> paths = new ArrayList<>();
        collect("$", root, paths);

        assertThat(PolicyText.read(FULL)).isInstanceOf(Validation.Valid.class);
        assertThat(paths).hasSizeGreaterThan(100);
        for (String path : paths) {
            Object less = without(root, path.substring(2));
            String text = JsonText.of(less);
            DiffOutcome.Found found = (DiffOutcome.Found) PolicyDiff.between(FULL, text);
            assertThat(found.changes()).as(path).isNotEmpty();
            assertThat(found.words())
                    .as(path)
                    .isNotEmpty()
                    .allSatisfy(word -> assertThat(word.text()).isNotBlank());
        }
    }

    @Test
    void valueByValueAListOfNamesTellsWhatCameAndWent() {
        String other = FULL.replace("\"203.0.113.0/24\"", "\"192.0.2.0/24\"");

        DiffOutcome.Found found = (DiffOutcome.Found) PolicyDiff.between(FULL, other);

        assertThat(found.changes())
                .containsExactly(
                        new Change("$.rules.denied_networks.networks", Optional.of("203.0.113.0/24"), Optional.empty()),
                        new Change("$.rules.denied_networks.networks", Optional.empty(), Optional.of("192.0.2.0/24")));
        assertThat(found.words())
                .extracting(Word::text)
                .containsExactly("The rule on denied networks: 1 added (192.0.2.0/24), 1 removed (203.0.113.0/24).");
    }

    private static List<Word> words(String before, String after) {
        assertThat(after).isNotEqualTo(before);
        return ((DiffOutcome.Found) PolicyDiff.between(before, after)).words();
    }

    private static void collect(String path, Object value, List<String> paths) {
        if (value instanceof Map<?, ?> members) {
            members.forEach((name, member) -> {
                paths.add(path + "\n" + name);
                collect(path + "\n" + name, member, paths);
            });
        }
    }

    private static Object without(Object value, String path) {
        String[] parts = path.split("\n", 2);
        Map<Object, Object> copy = new java.util.LinkedHashMap<>((Map<?, ?>) value);
        if (parts.length == 1) {
            copy.remove(parts[0]);
        } else {
            copy.put(parts[0], without(copy.get(parts[0]), parts[1]));
        }
        return copy;
    }
}
