package dev.latchkey.ops;

import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.relyingparty.ApiClients;
import dev.latchkey.relyingparty.RelyingParties;
import jakarta.inject.Singleton;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code latchkey api-client …}. */
@Singleton
final class ApiClientCommands {
    private static final String RELYING_PARTY = "relying-party|the relying party's short name";

    private final ApiClients clients;
    private final RelyingParties relyingParties;

    ApiClientCommands(ApiClients clients, RelyingParties relyingParties) {
        this.clients = clients;
        this.relyingParties = relyingParties;
    }

    CommandSpec commands() {
        CommandSpec group = Command.group("api-client", "API clients: the back ends of a relying party.");
        group.addSubcommand(
                "create",
                Command.of(
                        "Makes a client and prints its secret, once.",
                        this::create,
                        RELYING_PARTY,
                        "name|what you call it, such as shop-backend"));
        group.addSubcommand("list", Command.of("Lists a relying party's clients.", this::list, RELYING_PARTY));
        group.addSubcommand("revoke", Command.of("Revokes a client at once.", this::revoke, "id|the client's id"));
        return group;
    }

    private int create(ParseResult arguments, PrintWriter out) {
        RelyingPartyId relyingParty = new RelyingPartyId(Command.parameter(arguments, 0));
        if (relyingParties.find(relyingParty).isEmpty()) {
            out.println("no relying party is called " + relyingParty + "; `latchkey relying-party list` shows all");
            return Command.FAILED;
        }
        ApiClients.Created created = clients.create(relyingParty, Command.parameter(arguments, 1));
        out.println("client id:     " + created.client().id());
        out.println("client secret: " + created.secret());
        out.println("The secret is not kept and cannot be shown again.");
        return Command.DONE;
    }

    private int list(ParseResult arguments, PrintWriter out) {
        out.printf("%-26s %-24s %-26s %s%n", "ID", "NAME", "CREATED", "REVOKED");
        for (ApiClients.ApiClient client : clients.of(new RelyingPartyId(Command.parameter(arguments, 0)))) {
            out.printf(
                    "%-26s %-24s %-26s %s%n",
                    client.id(),
                    client.name(),
                    client.createdAt(),
                    client.revokedAt().map(Object::toString).orElse("-"));
        }
        return Command.DONE;
    }

    private int revoke(ParseResult arguments, PrintWriter out) {
        String id = Command.parameter(arguments, 0);
        if (!clients.revoke(id)) {
            out.println("no client that is good is called " + id);
            return Command.FAILED;
        }
        out.println(id + " is revoked");
        return Command.DONE;
    }
}
