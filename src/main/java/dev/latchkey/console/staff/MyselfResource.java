package dev.latchkey.console.staff;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.relyingparty.RelyingParties;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.staff.CurrentStaff;
import dev.latchkey.staff.ForStaff;
import dev.latchkey.staff.Role;
import dev.latchkey.staff.StaffMember;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** {@code /v1/ops/me}: who is calling, until when, and what they may do where. */
@Path("/v1/ops/me")
@ForStaff
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class MyselfResource {
    private final CurrentStaff current;
    private final RelyingParties relyingParties;

    MyselfResource(CurrentStaff current, RelyingParties relyingParties) {
        this.current = current;
        this.relyingParties = relyingParties;
    }

    /** The answer. */
    @RegisterForReflection
    record Answer(
            Self account,
            String acr,
            Lasting session,
            @JsonProperty("relying_parties") List<Managed> relyingParties) {}

    /** The caller. */
    @RegisterForReflection
    record Self(String id, String name) {}

    /** How long the session lasts: when it ends unless it is used, and when it ends whatever happens. */
    @RegisterForReflection
    record Lasting(
            @JsonProperty("idle_until") Instant idleUntil,
            @JsonProperty("ends_at") Instant endsAt) {}

    /** A relying party that the caller has a role at. */
    @RegisterForReflection
    record Managed(String id, String name, List<String> roles) {
        static Managed of(RelyingParty party, Set<Role> roles) {
            return new Managed(party.id().value(), party.name(), slugs(roles));
        }
    }

    /** Tells the caller what the pages need to know of them. */
    @GET
    public Answer get() {
        StaffMember member = current.member();
        return new Answer(
                new Self(
                        member.account().id().toString(),
                        member.account().label().displayName()),
                member.assurance().acr().urn(),
                new Lasting(member.session().usableUntil(), member.session().expiresAt()),
                member.roles().entrySet().stream()
                        .flatMap(held -> relyingParties.find(held.getKey()).stream()
                                .map(party -> Managed.of(party, held.getValue())))
                        .sorted(Comparator.comparing(Managed::id))
                        .toList());
    }

    /** The roles' slugs in their order. */
    static List<String> slugs(Collection<Role> roles) {
        return roles.stream().sorted().map(Role::slug).toList();
    }
}
