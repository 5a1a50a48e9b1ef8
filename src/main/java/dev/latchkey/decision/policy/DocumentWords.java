package dev.latchkey.decision.policy;

import dev.latchkey.decision.policy.PolicyDiff.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says in words what changes between two documents. What nobody has words for is said by its path, so that no change is
 * passed over in silence.
 */
final class DocumentWords {
    private static final Map<String, String> LISTS = Map.of(
            "revoked_authenticators", "aaguids",
            "denied_networks", "networks",
            "countries", "codes");
    private static final Map<String, String> RULES = Map.of(
            "revoked_authenticators", "The rule on revoked authenticators",
            "denied_networks", "The rule on denied networks",
            "countries", "The rule on countries",
            "reported_not_me", "The rule after “this was not me”",
            "trusted_networks", "Trusted networks");

    private final Pair root;
    private final Told told = new Told();

    DocumentWords(Object before, Object after) {
        this.root = new Pair("$", before, after);
    }

    /** Words found so far, and which places they speak of. */
    static final class Told {
        private final List<Word> words = new ArrayList<>();
        private final List<String> places = new ArrayList<>();

        /** Says something of a place and of all that is below it. */
        void say(Pair place, String text) {
            words.add(new Word(place.path(), text));
            places.add(place.path());
        }

        /** A place that was spoken of along with another. */
        void cover(Pair place) {
            places.add(place.path());
        }

        private boolean speaksOf(String path) {
            return places.stream()
                    .anyMatch(place -> path.equals(place)
                            || path.startsWith(place) && ".[".indexOf(path.charAt(place.length())) >= 0);
        }
    }

    /** Returns all words; each of the changes is told by one. */
    List<Word> all(List<Change> changes) {
        String currency = Phrases.plain(root.member("currency").after(), "units");
        whole(currency);
        Pair rules = root.member("rules");
        rules.names().forEach(name -> rule(name, rules.member(name)));
        Pair actions = root.member("actions");
        for (String name : actions.names()) {
            if (actions.member(name).differs()) {
                new ActionWords(name, actions, currency, told).say();
            }
        }
        for (Change change : changes) {
            if (!told.speaksOf(change.path())) {
                told.say(
                        new Pair(change.path(), change.before(), change.after()),
                        change.path() + ": " + Phrases.plain(change.before().orElse(null), "nothing") + " → "
                                + Phrases.plain(change.after().orElse(null), "nothing"));
            }
        }
        return List.copyOf(told.words);
    }

    private void whole(String currency) {
        Pair money = root.member("currency");
        if (money.differs()) {
            told.say(
                    money,
                    "Amounts are counted in " + currency + " instead of " + Phrases.plain(money.before(), "nothing")
                            + ".");
        }
        Pair rates = root.member("rates");
        for (String code : rates.names()) {
            Pair rate = rates.member(code);
            if (rate.isGone()) {
                told.say(rate, code + " has no rate any more: an amount in it counts as the highest there is.");
            } else if (rate.differs()) {
                told.say(
                        rate,
                        "1 " + code + " is worth " + Phrases.plain(rate.after(), "nothing") + " " + currency
                                + (rate.isNew() ? "; until now it had no rate." : instead(rate, currency)));
            }
        }
        Pair price = root.member("price_per_second");
        if (price.differs()) {
            told.say(
                    price,
                    "A second of a customer is worth " + Phrases.plain(price.after(), "nothing")
                            + instead(price, currency));
        }
        Pair seconds = root.member("seconds");
        for (String check : seconds.names()) {
            Pair one = seconds.member(check);
            if (one.differs()) {
                told.say(
                        one,
                        "Counts " + seconds(one.after()) + " instead of " + seconds(one.before()) + " for "
                                + Phrases.check(check) + ".");
            }
        }
    }

    private static String instead(Pair pair, String unit) {
        return " instead of " + Phrases.plain(pair.before(), "nothing") + " " + unit + ".";
    }

    private static String seconds(@Nullable Object value) {
        return value == null ? "the release's own seconds" : Phrases.plain(value, "") + " s";
    }

    private void rule(String name, Pair rule) {
        if (!rule.differs() || !RULES.containsKey(name)) {
            return;
        }
        String subject = RULES.get(name);
        if (name.equals("trusted_networks")) {
            told.say(rule, subject + ": " + counts(rule) + ".");
        } else if (rule.isGone()) {
            told.say(rule, subject + " goes away.");
        } else if (rule.isNew()) {
            told.say(
                    rule,
                    subject + " is new: it "
                            + Phrases.effect(rule.member("effect").after()) + scope(name, rule) + ".");
        } else {
            rule(name, subject, rule);
        }
    }

    private void rule(String name, String subject, Pair rule) {
        Pair effect = rule.member("effect");
        if (effect.differs()) {
            told.say(
                    effect,
                    subject + " " + Phrases.effect(effect.after()) + " instead of before, when it "
                            + Phrases.effect(effect.before()) + ".");
        }
        Pair days = rule.member("days");
        if (days.differs() && name.equals("reported_not_me")) {
            told.say(
                    days,
                    subject + " holds for " + Phrases.plain(days.after(), "no") + " instead of "
                            + Phrases.plain(days.before(), "no") + " days.");
        }
        if (LISTS.containsKey(name)) {
            Pair list = rule.member(LISTS.get(name));
            if (list.differs()) {
                told.say(list, subject + ": " + counts(list) + ".");
            }
        }
    }

    private static String scope(String name, Pair rule) {
        if (name.equals("reported_not_me")) {
            return ", for " + Phrases.plain(rule.member("days").after(), "no") + " days";
        }
        Set<String> listed = Pair.texts(rule.member(LISTS.get(name)).after());
        return ", listing " + Phrases.names(listed);
    }

    private static String counts(Pair list) {
        Set<String> added = list.added();
        Set<String> removed = list.removed();
        if (added.isEmpty() && removed.isEmpty()) {
            return "the same in another order";
        }
        boolean few = added.size() + removed.size() <= 5;
        String more = added.isEmpty() ? "" : added.size() + " added" + (few ? " (" + Phrases.names(added) + ")" : "");
        String fewer =
                removed.isEmpty() ? "" : removed.size() + " removed" + (few ? " (" + Phrases.names(removed) + ")" : "");
        return more + (more.isEmpty() || fewer.isEmpty() ? "" : ", ") + fewer;
    }
}
