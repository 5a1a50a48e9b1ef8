package dev.latchkey.ops;

import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.relyingparty.RelyingParties;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.relyingparty.RelyingPartyRegister;
import dev.latchkey.relyingparty.WellKnown;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code latchkey relying-party …}. */
@Singleton
final class RelyingPartyCommands {
    private static final String ID = "id|its short name: 1 to 32 lower-case letters, digits, hyphens";

    private final RelyingParties relyingParties;
    private final RelyingPartyRegister register;
    private final WellKnown wellKnown;

    RelyingPartyCommands(RelyingParties relyingParties, RelyingPartyRegister register, WellKnown wellKnown) {
        this.relyingParties = relyingParties;
        this.register = register;
        this.wellKnown = wellKnown;
    }

    CommandSpec commands() {
        CommandSpec group = Command.group("relying-party", "Relying parties: who is served, and where.");
        group.addSubcommand("list", Command.of("Lists all relying parties.", this::list));
        group.addSubcommand(
                "put",
                Command.of("Creates or replaces one from a JSON file.", this::put, ID, "file|the JSON document"));
        group.addSubcommand(
                "well-known",
                Command.of(
                        "Prints the files to place at the RP ID's own host, where that is not this deployment.",
                        this::wellKnown,
                        ID));
        return group;
    }

    private int list(ParseResult arguments, PrintWriter out) {
        out.printf("%-20s %-24s %-32s %s%n", "ID", "RP ID", "HOSTS", "NAME");
        for (RelyingParty party : relyingParties.all()) {
            out.printf(
                    "%-20s %-24s %-32s %s%n", party.id(), party.rpId(), String.join(",", party.hosts()), party.name());
        }
        return Command.DONE;
    }

    private int put(ParseResult arguments, PrintWriter out) {
        RelyingPartyId id = new RelyingPartyId(Command.parameter(arguments, 0));
        Path file = Path.of(Command.parameter(arguments, 1));
        String document;
        try {
            document = Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
        }
        RelyingParty party = register.put(id, document);
        out.println(party.id() + " is served at " + String.join(", ", party.hosts())
                + " within 10 seconds on every replica");
        return Command.DONE;
    }

    private int wellKnown(ParseResult arguments, PrintWriter out) {
        RelyingPartyId id = new RelyingPartyId(Command.parameter(arguments, 0));
        Optional<RelyingParty> party = relyingParties.find(id);
        if (party.isEmpty()) {
            out.println("no relying party is called " + id + "; `latchkey relying-party list` shows all");
            return Command.FAILED;
        }
        wellKnown.files(party.get()).forEach((path, content) -> {
            out.println("# https://" + party.get().rpId() + path);
            out.println(content);
        });
        return Command.DONE;
    }
}
