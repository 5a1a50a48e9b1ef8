package dev.latchkey.ops;

import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.relyingparty.RelyingParties;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.relyingparty.RelyingParty.Use;
import dev.latchkey.staff.Invitation;
import dev.latchkey.staff.Invitations;
import dev.latchkey.staff.Role;
import dev.latchkey.staff.Team;
import jakarta.inject.Singleton;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code latchkey staff …}: who may work in the operations console. */
@Singleton
final class StaffCommands {
    private static final String RELYING_PARTY = "relying-party|the short name of the relying party they will manage";
    private static final String ROLES = "--roles";
    private static final String CONSOLE = "--console";
    private static final String NOTE = "--note";

    private final RelyingParties relyingParties;
    private final Invitations invitations;
    private final Team team;

    StaffCommands(RelyingParties relyingParties, Invitations invitations, Team team) {
        this.relyingParties = relyingParties;
        this.invitations = invitations;
        this.team = team;
    }

    CommandSpec commands() {
        CommandSpec group = Command.group("staff", "Who may work in the operations console.");
        group.addSubcommand("invite", invite());
        group.addSubcommand(
                "list", Command.of("Lists who holds which role at a relying party.", this::list, RELYING_PARTY));
        return group;
    }

    /** Also the command {@code invite-operator}. */
    CommandSpec invite() {
        return Command.of(
                "Prints a link, good once, by which somebody gets roles in the console: a new account, or their own.",
                this::invite,
                RELYING_PARTY,
                ROLES + "|some of "
                        + Arrays.stream(Role.values()).map(Role::slug).collect(Collectors.joining(","))
                        + ", one comma between; or all",
                CONSOLE + "?|the relying party with use staff where they sign in; needed where there are several",
                NOTE + "?|whom it is for, for the list of open invitations");
    }

    private int invite(ParseResult arguments, PrintWriter out) {
        RelyingPartyId managed = new RelyingPartyId(Command.parameter(arguments, 0));
        Optional<Set<Role>> roles = roles(Command.option(arguments, ROLES));
        Optional<RelyingParty> console = console(Command.given(arguments, CONSOLE));
        if (relyingParties.find(managed).isEmpty()) {
            out.println("no relying party is called " + managed + "; `latchkey relying-party list` shows all");
            return Command.FAILED;
        }
        if (roles.isEmpty()) {
            out.println(ROLES + " knows "
                    + Arrays.stream(Role.values()).map(Role::slug).toList() + ", or all");
            return Command.FAILED;
        }
        if (console.isEmpty()) {
            out.println("no relying party has the use staff, or several have and " + CONSOLE + " does not name one of"
                    + " them");
            return Command.FAILED;
        }
        Invitation made = invitations.invite(
                console.get().id(),
                Map.of(managed, roles.get()),
                Command.given(arguments, NOTE).orElse(""),
                "command-line");
        out.println(made.link(console.get().issuer()));
        out.println("Good once, until " + made.expiresAt() + ". It is not kept and cannot be shown again.");
        return Command.DONE;
    }

    private int list(ParseResult arguments, PrintWriter out) {
        RelyingPartyId managed = new RelyingPartyId(Command.parameter(arguments, 0));
        out.printf("%-38s %-24s %-16s %-26s %s%n", "ACCOUNT", "NAME", "CONSOLE", "SINCE", "ROLES");
        for (Team.Member member : team.members(managed)) {
            out.printf(
                    "%-38s %-24s %-16s %-26s %s%n",
                    member.account(),
                    team.names(member.console(), List.of(member.account())).getOrDefault(member.account(), "-"),
                    member.console(),
                    member.since(),
                    member.roles().stream().sorted().map(Role::slug).collect(Collectors.joining(",")));
        }
        return Command.DONE;
    }

    /** Empty when one of them is unknown. */
    private static Optional<Set<Role>> roles(String text) {
        if (text.equals("all")) {
            return Optional.of(EnumSet.allOf(Role.class));
        }
        List<Optional<Role>> read =
                Arrays.stream(text.split(",")).map(String::strip).map(Role::of).toList();
        return read.stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : Optional.of(read.stream()
                        .map(Optional::orElseThrow)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class))));
    }

    private Optional<RelyingParty> console(Optional<String> named) {
        List<RelyingParty> consoles = relyingParties.all().stream()
                .filter(party -> party.use() == Use.STAFF)
                .filter(party ->
                        named.isEmpty() || named.get().equals(party.id().value()))
                .toList();
        return consoles.size() == 1 ? Optional.of(consoles.getFirst()) : Optional.empty();
    }
}
