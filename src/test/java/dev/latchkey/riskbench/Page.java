package dev.latchkey.riskbench;

import dev.latchkey.riskbench.Standing.Segment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes findings down as the tables of docs/risk-benchmark.md. */
final class Page {
    private final Findings findings;
    private final StringBuilder text = new StringBuilder();

    Page(Findings findings) {
        this.findings = findings;
    }

    /** Returns the tables. */
    String tables() {
        for (double budget : new double[] {0.01, 0.005, 0.001, 0.02}) {
            caught(budget);
        }
        leftOut();
        text.append(new Reach(findings).tables());
        asked();
        reliability();
        budgets();
        segments();
        published();
        poisoned();
        return text.toString();
    }

    private void caught(double budget) {
        heading("Attacks caught at " + percent(budget, 1) + " step-up");
        header("scorer", "logins asked");
        if (findings.attackers.stream()
                .anyMatch(kind -> Goals.caught(kind, budget).isPresent())) {
            row("*goal*", kind -> goal(Goals.caught(kind, budget)), percent(budget, 1));
        }
        for (Evaluation scorer : findings.scorers) {
            boolean ours = scorer.name.equals(Contestants.OURS);
            row(
                    ours ? "**" + scorer.name + "**" : scorer.name,
                    kind -> interval(scorer.caught(kind, budget))
                            + (ours ? verdict(scorer.caught(kind, budget), Goals.caught(kind, budget)) : ""),
                    percent(scorer.asked(budget).share(), 2));
        }
    }

    private void leftOut() {
        if (findings.leftOut.isEmpty()) {
            return;
        }
        heading("The same at 1 % with the attacker left out of every fit");
        header("scorer", "");
        row("*goal*", kind -> goal(Goals.leftOut(kind)), "");
        row(
                "**" + Contestants.OURS + "**",
                kind -> {
                    Wilson caught = findings.leftOut.get(kind).caught(kind, 0.01);
                    return interval(caught) + verdict(caught, Goals.leftOut(kind));
                },
                "");
    }

    private void asked() {
        heading("Genuine logins asked to catch 99 % of the attacks");
        header("scorer", "");
        row(
                "*goal*",
                kind -> Goals.asked(kind).isEmpty()
                        ? "–"
                        : "≤ " + percent(Goals.asked(kind).getAsDouble(), 0),
                "");
        for (Evaluation scorer : findings.scorers) {
            boolean ours = scorer.name.equals(Contestants.OURS);
            row(
                    ours ? "**" + scorer.name + "**" : scorer.name,
                    kind -> {
                        double asked = scorer.askedToCatch(kind, 0.99);
                        OptionalDouble goal = Goals.asked(kind);
                        String mark = !ours || goal.isEmpty() ? "" : asked <= goal.getAsDouble() ? " ✓" : " ✗";
                        return percent(asked, 1) + mark;
                    },
                    "");
        }
    }

    private void reliability() {
        findings.ours().filter(ours -> ours.reliability.known()).ifPresent(ours -> {
            heading("Calibration: observed / expected attacks");
            line("| riskiest | observed / expected | wanted |");
            line("| --- | --- | --- |");
            for (double share : new double[] {1, 0.05, 0.01, 0.001}) {
                double ratio = ours.reliability.top(share).ratio();
                boolean good = ratio >= Goals.RATIO_LOW && ratio <= Goals.RATIO_HIGH;
                line("| %s | %.2f%s | %.2f to %.2f |"
                        .formatted(
                                share == 1 ? "all" : percent(share, 1),
                                ratio,
                                mark(good),
                                Goals.RATIO_LOW,
                                Goals.RATIO_HIGH));
            }
        });
    }

    private void budgets() {
        heading("Budgets kept: share of genuine logins asked / budget");
        line("| scorer | " + columns(budget -> "all at " + percent(budget, 1)) + " | new at 1 % | regular at 1 % |"
                + " dormant at 1 % | friction ratio |");
        line("| --- " + "| --- ".repeat(Budgets.TABLE.length + 4) + "|");
        for (Evaluation scorer : findings.scorers) {
            boolean ours = scorer.name.equals(Contestants.OURS);
            List<String> cells = new ArrayList<>();
            for (double budget : Budgets.TABLE) {
                double ratio = scorer.asked(budget).share() / budget;
                cells.add("%.2f".formatted(ratio)
                        + (ours ? mark(ratio >= Goals.BUDGET_LOW && ratio <= Goals.BUDGET_HIGH) : ""));
            }
            double most = 0;
            double least = Double.MAX_VALUE;
            for (Segment segment : Segment.values()) {
                double ratio = scorer.asked(segment, 0.01).share() / 0.01;
                most = Math.max(most, ratio);
                least = Math.min(least, ratio);
                cells.add("%.2f".formatted(ratio)
                        + (ours ? mark(ratio >= Goals.SEGMENT_LOW && ratio <= Goals.SEGMENT_HIGH) : ""));
            }
            cells.add((least == 0 ? "–" : "%.1f".formatted(most / least))
                    + (ours ? mark(most / least <= Goals.FRICTION) : ""));
            line("| " + (ours ? "**" + scorer.name + "**" : scorer.name) + " | " + String.join(" | ", cells) + " |");
        }
        line("");
        line("Wanted of ours: all in [%.2f, %.2f], each segment in [%.1f, %.1f], friction ratio at most %.0f."
                .formatted(Goals.BUDGET_LOW, Goals.BUDGET_HIGH, Goals.SEGMENT_LOW, Goals.SEGMENT_HIGH, Goals.FRICTION));
    }

    private void segments() {
        findings.ours().ifPresent(ours -> {
            heading("Attacks caught by ours at 1 %, by what is known of the account");
            header("account", "genuine logins");
            for (Segment segment : Segment.values()) {
                row(
                        segment.name().toLowerCase(Locale.ROOT),
                        kind -> interval(ours.caught(kind, segment, 0.01)),
                        String.valueOf(ours.asked(segment, 0.01).total()));
            }
        });
    }

    private void published() {
        heading("The published models as published");
        line("One threshold for all accounts. First the share of genuine logins asked to catch the named share of");
        line(
                "attacks; then what the papers report: the median over users with 12 to 39 logins, against attacks on them.");
        line("");
        line("| scorer | naive .995 | vpn .99 | targeted .995 | median: naive .995 | vpn .99 | targeted .995 |");
        line("| --- | --- | --- | --- | --- | --- | --- |");
        line("| *published (history 12 → 39 logins)* | | | | .25 → .05 | .25 → .05 | .42 → .10 |");
        for (Evaluation scorer : findings.global) {
            line("| %s | %s | %s | %s | %.2f | %.2f | %.2f |"
                    .formatted(
                            scorer.name,
                            percent(scorer.askedToCatch(Attacker.NAIVE, 0.995), 1),
                            percent(scorer.askedToCatch(Attacker.VPN, 0.99), 1),
                            percent(scorer.askedToCatch(Attacker.TARGETED, 0.995), 1),
                            scorer.frequent.median(Attacker.NAIVE, 0.995),
                            scorer.frequent.median(Attacker.VPN, 0.99),
                            scorer.frequent.median(Attacker.TARGETED, 0.995)));
        }
    }

    private void poisoned() {
        if (findings.poisoned.isEmpty()) {
            return;
        }
        heading("Poisoned history, at 1 %");
        line(
                "The attacker had signed in %d times unnoticed within %.0f days, from the same network and device, and was learnt."
                        .formatted(Assumptions.POISON_LOGINS, Assumptions.POISON_DAYS));
        line("");
        line("| scorer | "
                + Generator.POISONERS.stream().sorted().map(Page::name).collect(Collectors.joining(" | ")) + " |");
        line("| --- " + "| --- ".repeat(Generator.POISONERS.size()) + "|");
        for (Evaluation scorer : findings.poisoned) {
            line("| " + scorer.name + " | "
                    + Generator.POISONERS.stream()
                            .sorted()
                            .map(kind -> interval(scorer.caught(kind, 0.01)))
                            .collect(Collectors.joining(" | "))
                    + " |");
        }
    }

    private void heading(String title) {
        text.append(text.isEmpty() ? "" : "\n").append("### ").append(title).append("\n\n");
    }

    private void header(String first, String last) {
        line("| " + first + " | " + findings.attackers.stream().map(Page::name).collect(Collectors.joining(" | "))
                + (last.isEmpty() ? " |" : " | " + last + " |"));
        line("| --- " + "| --- ".repeat(findings.attackers.size() + (last.isEmpty() ? 0 : 1)) + "|");
    }

    private void row(String first, Function<Attacker, String> cell, String last) {
        line("| " + first + " | " + findings.attackers.stream().map(cell).collect(Collectors.joining(" | "))
                + (last.isEmpty() ? " |" : " | " + last + " |"));
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private static String columns(Function<Double, String> title) {
        return Arrays.stream(Budgets.TABLE).boxed().map(title).collect(Collectors.joining(" | "));
    }

    private static String verdict(Wilson caught, OptionalDouble goal) {
        return goal.isEmpty() ? "" : mark(caught.share() >= goal.getAsDouble());
    }

    private static String mark(boolean hit) {
        return hit ? " ✓" : " ✗";
    }

    private static String goal(OptionalDouble goal) {
        return goal.isPresent() ? "≥ " + number(goal.getAsDouble(), 2) : "–";
    }

    static String interval(Wilson share) {
        return share.total() == 0
                ? "–"
                : number(share.share(), 3) + " [" + number(share.low(), 3) + ", " + number(share.high(), 3) + "]";
    }

    static String name(Attacker kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String number(double value, int digits) {
        String written = String.format(Locale.ROOT, "%." + digits + "f", value);
        return written.startsWith("0.") ? written.substring(1) : written;
    }

    private static String percent(double share, int digits) {
        String written = String.format(Locale.ROOT, "%." + digits + "f", share * 100);
        return (written.contains(".") ? written.replaceAll("\\.?0+$", "") : written) + " %";
    }
}
