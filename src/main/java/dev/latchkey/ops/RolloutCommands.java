package dev.latchkey.ops;

import dev.latchkey.decision.policy.Cell;
import dev.latchkey.decision.policy.Fault;
import dev.latchkey.decision.policy.Guard;
import dev.latchkey.decision.policy.PolicyDiff;
import dev.latchkey.decision.policy.PolicyDiff.DiffOutcome;
import dev.latchkey.decision.policy.PolicyRegister;
import dev.latchkey.decision.policy.RolloutOutcome;
import dev.latchkey.decision.policy.Rollouts;
import dev.latchkey.decision.policy.Stage;
import dev.latchkey.decision.policy.Standings;
import dev.latchkey.decision.policy.Step;
import dev.latchkey.decision.policy.Why;
import dev.latchkey.id.RelyingPartyId;
import jakarta.inject.Singleton;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code latchkey policy rollout …} and {@code latchkey policy diff}. Whoever holds the command line holds the database
 * too, so nobody else has to approve what they try.
 */
@Singleton
final class RolloutCommands {
    private static final String VERSION = "version|its number";
    private static final String WHY = PolicyCommands.COMMENT + "|why, in a sentence";

    private final Rollouts rollouts;
    private final Standings standings;
    private final PolicyRegister register;

    RolloutCommands(Rollouts rollouts, Standings standings, PolicyRegister register) {
        this.rollouts = rollouts;
        this.standings = standings;
        this.register = register;
    }

    CommandSpec commands(Function<PolicyCommands.Work, Command.Work> at) {
        CommandSpec group = Command.group("rollout", "Lets a version out step by step, and back.");
        group.addSubcommand(
                "status",
                Command.of(
                        "Says which version is tried, and how it stands.",
                        at.apply(this::status),
                        PolicyCommands.PARTY));
        group.addSubcommand(
                "shadow",
                Command.of(
                        "Lets a version judge along; it asks nobody.",
                        at.apply((party, arguments, out) -> advance(party, arguments, Stage.SHADOW, out)),
                        PolicyCommands.PARTY,
                        VERSION,
                        WHY));
        group.addSubcommand(
                "canary",
                Command.of(
                        "Lets a version decide for some accounts; 1 follows the shadow, then 5, then 25.",
                        at.apply(this::canary),
                        PolicyCommands.PARTY,
                        VERSION,
                        "share|of a hundred accounts: 1, 5 or 25",
                        WHY));
        group.addSubcommand(
                "live",
                Command.of(
                        "Puts a version in force for everybody, after the canary of 25.",
                        at.apply((party, arguments, out) -> advance(party, arguments, Stage.LIVE, out)),
                        PolicyCommands.PARTY,
                        VERSION,
                        WHY));
        group.addSubcommand(
                "stop", Command.of("Ends the trial of a version.", at.apply(this::stop), PolicyCommands.PARTY, WHY));
        return group;
    }

    private int status(RelyingPartyId relyingParty, ParseResult arguments, PrintWriter out) {
        int inForce = register.active(relyingParty);
        Optional<Step> underWay = rollouts.underWay(relyingParty);
        out.println("version " + inForce + " of " + relyingParty + " is in force");
        underWay.filter(Step::isGlass)
                .ifPresent(step -> out.println(
                        "the break-glass switch is on until " + step.endsAt().orElseThrow() + ": " + step.comment()));
        Optional<Step> trial = underWay.filter(Step::isTrial);
        if (trial.isEmpty()) {
            out.println("no version is being tried");
            rollouts.lastEnd(relyingParty)
                    .ifPresent(end -> out.println("version " + end.trial().version() + " was, until "
                            + end.end().at() + ": " + end.end().kind().id() + ". "
                            + end.end().comment()));
            return Command.DONE;
        }
        Step step = trial.get();
        out.println("version " + step.version() + " is in stage " + step.kind().id() + " since " + step.at());
        for (Cell cell : standings.of(step).cells()) {
            out.printf(
                    Locale.ROOT,
                    "  %-28s %d of %d stopped, %d of %d without it. %s%n",
                    cell.action() + "/" + cell.segment(),
                    cell.canary().stopped(),
                    cell.canary().decisions(),
                    cell.control().stopped(),
                    cell.control().decisions(),
                    Guard.words(cell));
        }
        return Command.DONE;
    }

    private int canary(RelyingPartyId relyingParty, ParseResult arguments, PrintWriter out) {
        Optional<Stage> stage = Stage.read("canary_" + Command.parameter(arguments, 2));
        if (stage.isEmpty()) {
            out.println("a canary is 1, 5 or 25 of a hundred accounts");
            return Command.FAILED;
        }
        return advance(relyingParty, arguments, stage.get(), out);
    }

    private int advance(RelyingPartyId relyingParty, ParseResult arguments, Stage stage, PrintWriter out) {
        int version = PolicyCommands.number(Command.parameter(arguments, 1));
        String comment = Command.option(arguments, PolicyCommands.COMMENT).strip();
        return PolicyCommands.isComment(comment, out)
                ? told(rollouts.advanceUnreviewed(relyingParty, version, stage, PolicyCommands.BY, comment), out)
                : Command.FAILED;
    }

    private int stop(RelyingPartyId relyingParty, ParseResult arguments, PrintWriter out) {
        String comment = Command.option(arguments, PolicyCommands.COMMENT).strip();
        return PolicyCommands.isComment(comment, out)
                ? told(rollouts.stop(relyingParty, PolicyCommands.BY, comment), out)
                : Command.FAILED;
    }

    private static int told(RolloutOutcome outcome, PrintWriter out) {
        return switch (outcome) {
            case RolloutOutcome.Stepped(Step step) -> {
                out.println("version " + step.version() + " of " + step.relyingParty() + ": "
                        + step.kind().id() + ", on every replica within 10 seconds");
                yield Command.DONE;
            }
            case RolloutOutcome.Refused(Why why, Optional<Stage> next) -> {
                out.println(why.text()
                        + next.map(stage -> " Next is " + stage.id() + ".").orElse(""));
                yield Command.FAILED;
            }
            case RolloutOutcome.Unknown unknown -> {
                out.println("there is no such version");
                yield Command.FAILED;
            }
        };
    }

    int diff(RelyingPartyId relyingParty, ParseResult arguments, PrintWriter out) {
        Optional<String> before = register.text(relyingParty, PolicyCommands.number(Command.parameter(arguments, 1)));
        Optional<String> after = register.text(relyingParty, PolicyCommands.number(Command.parameter(arguments, 2)));
        if (before.isEmpty() || after.isEmpty()) {
            out.println("there is no such version");
            return Command.FAILED;
        }
        return switch (PolicyDiff.between(before.get(), after.get())) {
            case DiffOutcome.Found found -> {
                found.words().forEach(word -> out.println(word.text()));
                if (found.words().isEmpty()) {
                    out.println("Both say the same.");
                }
                yield Command.DONE;
            }
            case DiffOutcome.NoJson(boolean second, List<Fault> faults) -> {
                faults.forEach(fault -> out.println(fault));
                yield Command.FAILED;
            }
        };
    }
}
