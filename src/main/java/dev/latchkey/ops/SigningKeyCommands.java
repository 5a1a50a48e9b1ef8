package dev.latchkey.ops;

import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.relyingparty.RelyingParties;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.token.SigningKeys;
import jakarta.inject.Singleton;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code latchkey signing-key …}. */
@Singleton
final class SigningKeyCommands {
    private static final String PARTY = "relying-party|the relying party's short name";

    private final SigningKeys keys;
    private final RelyingParties relyingParties;

    SigningKeyCommands(SigningKeys keys, RelyingParties relyingParties) {
        this.keys = keys;
        this.relyingParties = relyingParties;
    }

    CommandSpec commands() {
        CommandSpec group = Command.group("signing-key", "Keys that sign access tokens.");
        group.addSubcommand(
                "list",
                Command.of("Lists the keys that verify: since when and until when each signs.", this::list, PARTY));
        group.addSubcommand(
                "rotate",
                Command.of("Lets a fresh key sign within seconds; what was signed stays good.", this::rotate, PARTY));
        group.addSubcommand(
                "revoke",
                Command.of(
                        "As rotate, and nothing that a former key signed is accepted any more: for a leaked key.",
                        this::revoke,
                        PARTY));
        return group;
    }

    private int list(ParseResult arguments, PrintWriter out) {
        return with(arguments, out, party -> {
            out.printf("%-44s %-6s %-28s %-28s %s%n", "KEY", "ALG", "SIGNS FROM", "SIGNS UNTIL", "VERIFIES UNTIL");
            keys.list(party)
                    .forEach(key -> out.printf(
                            "%-44s %-6s %-28s %-28s %s%n",
                            key.kid(), key.algorithm(), key.activatesAt(), key.retiresAt(), key.removedAt()));
        });
    }

    private int rotate(ParseResult arguments, PrintWriter out) {
        return with(
                arguments,
                out,
                party -> out.println("key " + keys.rotateNow(party) + " of " + party.id()
                        + " signs in a few seconds, on every replica"));
    }

    private int revoke(ParseResult arguments, PrintWriter out) {
        return with(
                arguments,
                out,
                party -> out.println("key " + keys.revokeFormer(party) + " of " + party.id()
                        + " alone signs and verifies in a few seconds; verifiers elsewhere forget the others when they"
                        + " fetch the keys"));
    }

    private int with(ParseResult arguments, PrintWriter out, Consumer<RelyingParty> work) {
        RelyingPartyId id = new RelyingPartyId(Command.parameter(arguments, 0));
        Optional<RelyingParty> party = relyingParties.find(id);
        if (party.isEmpty()) {
            out.println("no relying party is called " + id + "; `latchkey relying-party list` shows all");
            return Command.FAILED;
        }
        work.accept(party.get());
        return Command.DONE;
    }
}
