package dev.latchkey.staff;

import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.relyingparty.RelyingParties;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.relyingparty.RelyingParty.Use;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * At a desk there has to be a first operator: until somebody is an admin, each start prints a link that makes one, with
 * every role. Production has the command line instead, and its logs are read by many.
 */
@Singleton
class FirstOperator {
    private static final Logger LOG = Logger.getLogger(FirstOperator.class);
    private static final int ONCE_ALL_ELSE_STANDS = 5000;

    private final RelyingParties relyingParties;
    private final Invitations invitations;
    private final Grants grants;
    private final LaunchMode mode;

    FirstOperator(RelyingParties relyingParties, Invitations invitations, Grants grants, LaunchMode mode) {
        this.relyingParties = relyingParties;
        this.invitations = invitations;
        this.grants = grants;
        this.mode = mode;
    }

    void atStart(@Observes @Priority(ONCE_ALL_ELSE_STANDS) StartupEvent started) {
        if (mode == LaunchMode.DEVELOPMENT) {
            relyingParties.all().stream()
                    .filter(party -> party.use() == Use.STAFF)
                    .filter(console -> !grants.hasAdmin(console.id()))
                    .forEach(console -> LOG.infof(
                            "nobody runs %s yet; the first operator signs up at %s", console.name(), link(console)));
        }
    }

    /** An invitation to everything, at every relying party with customers. */
    String link(RelyingParty console) {
        Map<RelyingPartyId, Set<Role>> everything = relyingParties.all().stream()
                .filter(party -> party.use() == Use.CUSTOMERS)
                .collect(Collectors.toMap(RelyingParty::id, party -> EnumSet.allOf(Role.class)));
        return invitations
                .invite(console.id(), everything, "the first operator", "first-start")
                .link(console.issuer());
    }
}
