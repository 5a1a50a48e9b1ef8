package dev.latchkey.ops;

import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.relyingparty.RelyingParties;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.token.SigningKeys;
import jakarta.inject.Singleton;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.Function;
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

    private int rotate(ParseResult arguments, PrintWriter out) {
        return with(arguments, out, keys::rotateNow, "signs in a few seconds, on every replica");
    }

    private int revoke(ParseResult arguments, PrintWriter out) {
        return with(
                arguments,
                out,
                keys::revokeFormer,
                "alone signs and verifies in a few seconds; verifiers elsewhere forget the others when they fetch the keys");
    }

    private int with(ParseResult arguments, PrintWriter out, Function<RelyingParty, String> change, String effect) {
        RelyingPartyId id = new RelyingPartyId(Command.parameter(arguments, 0));
        Optional<RelyingParty> party = relyingParties.find(id);
        if (party.isEmpty()) {
            out.println("no relying party is called " + id + "; `latchkey relying-party list` shows all");
            return Command.FAILED;
        }
        out.println("key " + change.apply(party.get()) + " of " + id + " " + effect);
        return Command.DONE;
    }
}
