package dev.latchkey.decision.policy;

import dev.latchkey.decision.policy.DocumentWords.Told;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says in words what changes for one action. One without a rule of its own goes by that of the others. */
final class ActionWords {
    private static final List<String> SEGMENTS = List.of("new", "regular", "dormant");
    private static final int USUAL_HOLD = 24;
    private static final int USUAL_AGE = 300;

    private final String name;
    private final Pair rule;
    private final String subject;
    private final String currency;
    private final Told told;
    private final Least usual;

    ActionWords(String name, Pair actions, String currency, Told told) {
        Pair own = actions.member(name);
        this.name = name;
        this.subject = Phrases.action(name);
        this.currency = currency;
        this.told = told;
        this.usual = name.equals("recovery") ? Least.HOLD : Least.ALLOW;
        boolean custom = !ActionReader.ALWAYS_THERE.contains(name);
        if (custom && own.isNew()) {
            told.say(own, capital(subject) + " get a rule of their own; until now that of all others held.");
            this.rule = new Pair(own.path(), Pair.members(actions.before()).get(PolicyDocument.ANY), own.after());
        } else if (custom && own.isGone()) {
            told.say(own, capital(subject) + " have no rule of their own any more; that of all others holds.");
            this.rule = new Pair(
                    own.path(), own.before(), Pair.members(actions.after()).get(PolicyDocument.ANY));
        } else {
            this.rule = own;
        }
    }

    void say() {
        money("loss", "An attacker who gets through by " + subject + " costs ", "nothing");
        money("value", "A customer who gives up at " + subject + " costs ", "0");
        checks();
        Pair least = rule.member("at_least");
        if (least.differs()) {
            changed(
                    least,
                    capital(subject) + " are ",
                    Phrases.least(least.after(), usual),
                    "; until now ",
                    Phrases.least(least.before(), usual));
        }
        plain("acr", "need acr ", "2", "");
        plain("max_age_seconds", "need a proof that is at most ", Integer.toString(USUAL_AGE), " s old");
        plain("hold_hours", "wait, when they have to, for ", Integer.toString(USUAL_HOLD), " h");
        plain("hold_after_recovery_hours", "wait after a recovery for ", "0", " h");
        plain("hold_after_new_passkey_hours", "wait after a passkey was added for ", "0", " h");
        Pair payee = rule.member("new_payee");
        if (payee.differs()) {
            changed(
                    payee,
                    capital(subject) + " to a new payee are ",
                    Phrases.least(payee.after(), Least.ALLOW),
                    "; until now ",
                    Phrases.least(payee.before(), Least.ALLOW));
        }
        if (rule.member("amounts").differs()) {
            new BandWords(name, rule, currency, usual, told).say();
        }
        SEGMENTS.forEach(segment -> segment(segment, rule.member(segment)));
    }

    private void segment(String segment, Pair lines) {
        if (!lines.differs()) {
            return;
        }
        String whom = subject + " of " + Phrases.segment(segment);
        Map<?, ?> before = Pair.members(lines.before());
        Map<?, ?> after = Pair.members(lines.after());
        String old = Phrases.line(before).orElse("nobody knows whom");
        String now = Phrases.line(after).orElse("nobody knows whom");
        if (!old.equals(now)) {
            // Each of the three members may be what differs.
            told.say(lines.member("budget"), "Asks " + now + " instead of " + old + " of " + whom + ".");
            told.cover(lines.member("threshold"));
            told.cover(lines.member("by_cost"));
        }
        Pair deny = lines.member("deny");
        if (deny.differs()) {
            told.say(deny, "Refuses " + whom + " " + above(deny.after()) + "; until now " + above(deny.before()) + ".");
        }
    }

    private static String above(@Nullable Object deny) {
        return Pair.number(deny)
                .map(share -> "above a probability of " + Phrases.percent(share))
                .orElse("never on the score alone");
    }

    private void checks() {
        Pair checks = rule.member("step_ups");
        if (!checks.differs()) {
            return;
        }
        String more = checks.added().isEmpty() ? "" : "may also be answered by " + listed(checks.added());
        String fewer = checks.removed().isEmpty() ? "" : "no longer by " + listed(checks.removed());
        told.say(
                checks,
                more.isEmpty() && fewer.isEmpty()
                        ? "The checks for " + subject + " stand in another order, which changes nothing."
                        : "Questions at " + subject + " " + more
                                + (more.isEmpty() ? "can be answered " + fewer : fewer.isEmpty() ? "" : ", " + fewer)
                                + ".");
    }

    private static String listed(Set<String> checks) {
        return checks.stream().map(Phrases::check).collect(Collectors.joining(", "));
    }

    private void money(String member, String text, String otherwise) {
        Pair pair = rule.member(member);
        if (pair.differs()) {
            changed(
                    pair,
                    text,
                    Phrases.plain(pair.after(), otherwise) + " " + currency,
                    " instead of ",
                    Phrases.plain(pair.before(), otherwise) + " " + currency);
        }
    }

    private void plain(String member, String verb, String otherwise, String unit) {
        Pair pair = rule.member(member);
        if (pair.differs()) {
            changed(
                    pair,
                    capital(subject) + " " + verb,
                    Phrases.plain(pair.after(), otherwise) + unit,
                    " instead of ",
                    Phrases.plain(pair.before(), otherwise) + unit);
        }
    }

    /** Tells what changes; one that is left out may say the same as one that is written out. */
    private void changed(Pair pair, String text, String now, String between, String before) {
        told.say(pair, text + now + (now.equals(before) ? ", as until now." : between + before + "."));
    }

    private static String capital(String subject) {
        return Character.toUpperCase(subject.charAt(0)) + subject.substring(1);
    }
}
