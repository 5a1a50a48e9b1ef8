package dev.latchkey.ops;

import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.relyingparty.RelyingParties;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.token.SigningKeys;
import jakarta.inject.Singleton;
import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code latchkey signing-key …}. */
@Singleton
final class SigningKeyCommands {
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
                Command.of(
                        "Lets a fresh key sign on every replica within seconds; use it when a key may have leaked.",
                        this::rotate,
                        "relying-party|the relying party's short name"));
        return group;
    }

    private int rotate(ParseResult arguments, PrintWriter out) {
        RelyingPartyId id = new RelyingPartyId(Command.parameter(arguments, 0));
        Optional<RelyingParty> party = relyingParties.find(id);
        if (party.isEmpty()) {
            out.println("no relying party is called " + id + "; `latchkey relying-party list` shows all");
            return Command.FAILED;
        }
        out.println("key " + keys.rotateNow(party.get()) + " signs for " + id + " in a few seconds, on every replica");
        return Command.DONE;
    }
}
