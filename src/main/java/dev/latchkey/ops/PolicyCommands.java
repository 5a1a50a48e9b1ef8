package dev.latchkey.ops;

import dev.latchkey.decision.policy.ActivationOutcome;
import dev.latchkey.decision.policy.DefaultPolicy;
import dev.latchkey.decision.policy.Fault;
import dev.latchkey.decision.policy.PolicyRegister;
import dev.latchkey.decision.policy.PolicyVersion;
import dev.latchkey.decision.policy.PutOutcome;
import dev.latchkey.decision.policy.Validation;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.relyingparty.RelyingParties;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code latchkey policy …}. */
@Singleton
final class PolicyCommands {
    static final String PARTY = "relying-party|the relying party's short name";
    private static final String FILE = "file|the policy, a JSON document; docs/policy.md explains it";
    static final String COMMENT = "--comment";
    static final String BY = "command-line";
    private static final int SHOWN_DIGEST = 12;
    private static final int LONGEST_COMMENT = 500;

    private final PolicyRegister register;
    private final RelyingParties relyingParties;

    private final ReplayCommand replay;
    private final RolloutCommands rollout;

    PolicyCommands(
            PolicyRegister register, RelyingParties relyingParties, ReplayCommand replay, RolloutCommands rollout) {
        this.register = register;
        this.relyingParties = relyingParties;
        this.replay = replay;
        this.rollout = rollout;
    }

    /** What a command does for a relying party that is there. */
    interface Work {
        int run(RelyingPartyId relyingParty, ParseResult arguments, PrintWriter out);
    }

    CommandSpec commands() {
        CommandSpec group = Command.group("policy", "Policies: the numbers that decide who is asked for more.");
        group.addSubcommand("list", Command.of("Lists the versions of a relying party.", at(this::list), PARTY));
        group.addSubcommand(
                "show",
                Command.of(
                        "Prints a version as it was written.",
                        at(this::show),
                        PARTY,
                        "version?|its number, 0 for the release's own; the one in force when left out"));
        group.addSubcommand(
                "validate", Command.of("Names everything that is wrong with a file.", at(this::validate), PARTY, FILE));
        group.addSubcommand(
                "put",
                Command.of(
                        "Stores a file as the next version; it is not in force yet.",
                        at(this::put),
                        PARTY,
                        FILE,
                        COMMENT + "|why, in a sentence"));
        group.addSubcommand(
                "replay",
                Command.of(
                        "Judges the last days again under a version, and says who would have been asked.",
                        at(replay::run),
                        PARTY,
                        ReplayCommand.VERSION,
                        ReplayCommand.DAYS));
        group.addSubcommand(
                "activate",
                Command.of(
                        "Puts a version in force, on every replica within 10 seconds; also goes back to a former one.",
                        at(this::activate),
                        PARTY,
                        "version|its number, 0 for the release's own"));
        group.addSubcommand(
                "diff",
                Command.of(
                        "Says in words what changes from one version to another.",
                        at(rollout::diff),
                        PARTY,
                        "from|the number of one version, 0 for the release's own",
                        "to|the number of the other"));
        group.addSubcommand("rollout", rollout.commands(this::at));
        group.addSubcommand("schema", Command.of("Prints the JSON Schema of policies.", (arguments, out) -> {
            out.print(DefaultPolicy.SCHEMA);
            out.flush();
            return Command.DONE;
        }));
        return group;
    }

    private Command.Work at(Work work) {
        return (arguments, out) -> {
            RelyingPartyId id = new RelyingPartyId(Command.parameter(arguments, 0));
            if (relyingParties.find(id).isEmpty()) {
                out.println("no relying party is called " + id + "; `latchkey relying-party list` shows all");
                return Command.FAILED;
            }
            return work.run(id, arguments, out);
        };
    }

    private int list(RelyingPartyId relyingParty, ParseResult arguments, PrintWriter out) {
        String form = "%-9s %-8s %-14s %-26s %-26s %s%n";
        out.printf(form, "VERSION", "IN FORCE", "DIGEST", "CREATED", "ACTIVATED", "COMMENT");
        boolean own = register.active(relyingParty) == 0;
        out.printf(form, 0, own ? "yes" : "-", "-", "-", "-", "comes with the release");
        for (PolicyVersion version : register.versions(relyingParty)) {
            out.printf(
                    form,
                    version.version(),
                    version.inForce() ? "yes" : "-",
                    version.digest().substring(0, SHOWN_DIGEST),
                    version.createdAt(),
                    version.activatedAt().map(Object::toString).orElse("-"),
                    version.comment());
        }
        return Command.DONE;
    }

    private int show(RelyingPartyId relyingParty, ParseResult arguments, PrintWriter out) {
        int version = Command.optional(arguments, 1)
                .map(PolicyCommands::number)
                .orElseGet(() -> register.active(relyingParty));
        Optional<String> text = register.text(relyingParty, version);
        if (text.isEmpty()) {
            return unknown(relyingParty, version, out);
        }
        out.print(text.get());
        out.flush();
        return Command.DONE;
    }

    private int validate(RelyingPartyId relyingParty, ParseResult arguments, PrintWriter out) {
        String file = Command.parameter(arguments, 1);
        return switch (register.validate(relyingParty, read(file), BY)) {
            case Validation.Valid valid -> {
                out.println(file + " is valid");
                yield Command.DONE;
            }
            case Validation.Invalid(List<Fault> faults) -> wrong(file, faults, out);
        };
    }

    private int put(RelyingPartyId relyingParty, ParseResult arguments, PrintWriter out) {
        String file = Command.parameter(arguments, 1);
        String comment = Command.option(arguments, COMMENT).strip();
        if (!isComment(comment, out)) {
            return Command.FAILED;
        }
        return switch (register.put(relyingParty, read(file), BY, comment)) {
            case PutOutcome.Stored(int version, String digest) -> {
                out.println("stored as version " + version + " of " + relyingParty + ", digest "
                        + digest.substring(0, SHOWN_DIGEST));
                out.println("It is not in force: `latchkey policy activate " + relyingParty + " " + version + "`");
                yield Command.DONE;
            }
            case PutOutcome.Unchanged(int version) -> {
                out.println("nothing stored: version " + version + " of " + relyingParty + " says the same");
                yield Command.DONE;
            }
            case PutOutcome.Invalid(List<Fault> faults) -> wrong(file, faults, out);
        };
    }

    /** Whether it says why in a line; if not, that is said. */
    static boolean isComment(String comment, PrintWriter out) {
        boolean fits = !comment.isEmpty()
                && comment.length() <= LONGEST_COMMENT
                && comment.codePoints().noneMatch(Character::isISOControl);
        if (!fits) {
            out.println("the comment must be one line of 1 to " + LONGEST_COMMENT + " characters");
        }
        return fits;
    }

    private int activate(RelyingPartyId relyingParty, ParseResult arguments, PrintWriter out) {
        int version = number(Command.parameter(arguments, 1));
        return switch (register.activate(relyingParty, version, BY)) {
            case ActivationOutcome.Activated(int now, int former) -> {
                out.println(
                        "version " + now + " of " + relyingParty + " is in force within 10 seconds on every replica");
                out.println("Back to the former one: `latchkey policy activate " + relyingParty + " " + former + "`");
                yield Command.DONE;
            }
            case ActivationOutcome.Already(int now) -> {
                out.println("version " + now + " of " + relyingParty + " is in force already");
                yield Command.DONE;
            }
            case ActivationOutcome.Unknown unknown -> unknown(relyingParty, version, out);
            case ActivationOutcome.Invalid(List<Fault> faults) -> wrong("version " + version, faults, out);
        };
    }

    private static int unknown(RelyingPartyId relyingParty, int version, PrintWriter out) {
        out.println("there is no version " + version + " of " + relyingParty + "; `latchkey policy list " + relyingParty
                + "` shows all");
        return Command.FAILED;
    }

    private static int wrong(String what, List<Fault> faults, PrintWriter out) {
        out.println(what + " cannot be used, " + faults.size() + (faults.size() == 1 ? " fault:" : " faults:"));
        faults.forEach(fault -> out.println("  " + fault));
        return Command.FAILED;
    }

    static int number(String text) {
        try {
            return Integer.parseUnsignedInt(text);
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException("a version is a whole number, not " + text, noNumber);
        }
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
