package dev.latchkey.riskbench;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The tables that say how far the shares of attacks caught reach: with other victims, and with no rules of ours at all. */
final class Reach {
    private final Findings findings;

    Reach(Findings findings) {
        this.findings = findings;
    }

    /** Returns the tables; nothing where nothing was found. */
    String tables() {
        StringBuilder text = new StringBuilder();
        if (findings.active.known()) {
            text.append("\n### The same at 1 % where attackers come when owners do\n\n")
                    .append(
                            "An owner's login is drawn, and the attack comes half a minute before it: victims are as active as owners,\n")
                    .append("and how long an account was not seen says nothing.\n\n")
                    .append(header("scorer"))
                    .append(row(
                            "**" + Contestants.OURS + "**", kind -> Page.interval(findings.active.caught(kind, 0.01))));
        }
        if (!findings.apart.isEmpty()) {
            text.append("\n### What these worlds permit, at 1 %\n\n")
                    .append(
                            "Boosted trees without any rule of ours, learnt from the training seeds and tried on the first two\n")
                    .append(
                            "seeds of this run. *Alone* knows one attacker only and spends the whole budget on it; *together* has to\n")
                    .append("stand against all of them, as a scorer has.\n\n")
                    .append(header("trees"))
                    .append(row("alone", caught(findings.apart)))
                    .append(row("together", caught(findings.together)));
        }
        return text.toString();
    }

    private static Function<Attacker, String> caught(Map<Attacker, Evaluation> found) {
        return kind -> Page.interval(found.get(kind).caught(kind, 0.01));
    }

    private String header(String first) {
        return "| " + first + " | "
                + findings.attackers.stream().map(Page::name).collect(Collectors.joining(" | ")) + " |\n| --- "
                + "| --- ".repeat(findings.attackers.size()) + "|\n";
    }

    private String row(String first, Function<Attacker, String> cell) {
        return "| " + first + " | " + findings.attackers.stream().map(cell).collect(Collectors.joining(" | ")) + " |\n";
    }
}
