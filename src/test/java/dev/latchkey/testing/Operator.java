package dev.latchkey.testing;

import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.staff.Invitation;
import dev.latchkey.staff.Invitations;
import dev.latchkey.staff.Role;
import io.quarkus.arc.Arc;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Somebody who works in the operations console, signed in there with a passkey of their own. The invitation is made as
 * the command line makes it; all else goes over HTTP. Their proof is fresh for five minutes.
 */
public final class Operator {
    private static final RelyingPartyId CONSOLE = new RelyingPartyId("console");

    private final Customer account;
    private final String id;

    private Operator(Customer account) {
        this.account = account;
        this.id = account.signedIn().get("/v1/me").path("account.id");
    }

    /** Signs somebody up with these roles at the managed relying party; with none they are staff without a role. */
    public static Operator at(String relyingParty, Role... roles) {
        return named("operator", relyingParty, roles);
    }

    /** As {@link #at}, with a name. */
    public static Operator named(String name, String relyingParty, Role... roles) {
        return new Operator(new Customer(origin()).signUp(name, invitation(relyingParty, roles)));
    }

    /** Makes an invitation as the command line does, and returns its identifier. */
    public static String openInvitation(String relyingParty, Role... roles) {
        return made(relyingParty, roles).id().toString();
    }

    /** Makes an invitation as the command line does, and returns its token. */
    public static String invitation(String relyingParty, Role... roles) {
        return made(relyingParty, roles).token();
    }

    private static Invitation made(String relyingParty, Role... roles) {
        return Arc.container()
                .instance(Invitations.class)
                .get()
                .invite(
                        CONSOLE,
                        roles.length == 0 ? Map.of() : Map.of(new RelyingPartyId(relyingParty), Set.of(roles)),
                        "a test's",
                        "test");
    }

    /** Returns the console's origin in this test run. */
    public static String origin() {
        return "http://console.localhost:" + ConfigProvider.getConfig().getValue("desk.port", String.class);
    }

    /** Returns the account's identifier. */
    public String id() {
        return id;
    }

    /** Returns the account with its device, to sign in again or to prove afresh. */
    public Customer account() {
        return account;
    }

    /** Begins a request with the newest access token: {@code operator.calls().get("/v1/ops/demo/staff")}. */
    public RequestSpecification calls() {
        return account.signedIn();
    }
}
