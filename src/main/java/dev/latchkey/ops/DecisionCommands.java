package dev.latchkey.ops;

import dev.latchkey.decision.PastDecisions;
import dev.latchkey.id.DecisionId;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.relyingparty.RelyingParties;
import jakarta.inject.Singleton;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code latchkey decision …}: why somebody was asked. */
@Singleton
final class DecisionCommands {
    private static final String PARTY = "relying-party|the relying party's short name";
    private static final String LEVEL = "--level";
    private static final String LAST = "--last";
    private static final Set<String> LEVELS = Set.of("allow", "step_up", "deny");
    private static final int SHOWN = 20;
    private static final int MOST = 1000;

    private final PastDecisions decisions;
    private final RelyingParties relyingParties;

    DecisionCommands(PastDecisions decisions, RelyingParties relyingParties) {
        this.decisions = decisions;
        this.relyingParties = relyingParties;
    }

    CommandSpec commands() {
        CommandSpec group = Command.group("decision", "Decisions: who was let in, asked or refused, and why.");
        group.addSubcommand(
                "list",
                Command.of(
                        "Lists the latest decisions, the newest first.",
                        this::list,
                        PARTY,
                        LEVEL + "?|only those of a level: allow, step_up or deny",
                        LAST + "?|how many, " + SHOWN + " when left out"));
        group.addSubcommand(
                "show",
                Command.of(
                        "Explains one: recomputes it, and shows what its score is made of.",
                        this::show,
                        PARTY,
                        "decision|its id, as customers and apps are told it"));
        return group;
    }

    private int list(ParseResult arguments, PrintWriter out) {
        RelyingPartyId id = new RelyingPartyId(Command.parameter(arguments, 0));
        Optional<String> level = Command.given(arguments, LEVEL);
        int last = Command.given(arguments, LAST).map(DecisionCommands::number).orElse(SHOWN);
        if (relyingParties.find(id).isEmpty()) {
            out.println("no relying party is called " + id + "; `latchkey relying-party list` shows all");
            return Command.FAILED;
        }
        if (level.filter(given -> !LEVELS.contains(given)).isPresent()) {
            out.println("a level is allow, step_up or deny");
            return Command.FAILED;
        }
        decisions.latest(id, level, last).forEach(out::println);
        return Command.DONE;
    }

    private int show(ParseResult arguments, PrintWriter out) {
        RelyingPartyId id = new RelyingPartyId(Command.parameter(arguments, 0));
        Optional<List<String>> told =
                decision(Command.parameter(arguments, 1)).flatMap(decision -> decisions.explain(id, decision));
        if (told.isEmpty()) {
            out.println("there is no such decision at " + id + ", or it is older than decisions are kept; `latchkey"
                    + " decision list " + id + "` shows the latest");
            return Command.FAILED;
        }
        told.get().forEach(out::println);
        return Command.DONE;
    }

    private static Optional<DecisionId> decision(String text) {
        try {
            return Optional.of(new DecisionId(UUID.fromString(text)));
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }

    private static int number(String text) {
        int number;
        try {
            number = Integer.parseUnsignedInt(text);
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException(LAST + " is a whole number, not " + text, noNumber);
        }
        return Math.clamp(number, 1, MOST);
    }
}
