package dev.latchkey.console.policy;

import dev.latchkey.decision.policy.BreakGlass;
import dev.latchkey.decision.policy.Glass;
import dev.latchkey.staff.CurrentStaff;
import dev.latchkey.staff.ForStaff;
import dev.latchkey.staff.Role;
import dev.latchkey.staff.Staff;
import dev.latchkey.token.RequiresAcr;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /v1/ops/{rp}/policy/break-glass}: asks everybody, or nobody on the score, for a while and at once. */
@Path("/v1/ops/{rp}/policy")
@ForStaff(Role.POLICY_APPROVER)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class BreakGlassResource {
    private final BreakGlass glass;
    private final Overview overview;
    private final CurrentStaff current;

    BreakGlassResource(BreakGlass glass, Overview overview, CurrentStaff current) {
        this.glass = glass;
        this.overview = overview;
        this.current = current;
    }

    /** What is to be done, for how long, and why. */
    @RegisterForReflection
    record Breaking(Optional<String> kind, Optional<Integer> minutes, Optional<String> reason) {}

    /** Why it ends. */
    @RegisterForReflection
    record Ending(Optional<String> comment) {}

    @POST
    @Path("/break-glass")
    @RequiresAcr(maxAgeSeconds = 300)
    public OverviewAnswer begin(@Nullable Breaking body) {
        Breaking wanted = Door.body(body);
        Glass kind = wanted.kind()
                .flatMap(Glass::read)
                .orElseThrow(() -> Door.invalid("kind", "must be ask_everybody or ask_nobody_on_score"));
        Duration lasts = wanted.minutes()
                .map(Duration::ofMinutes)
                .filter(time -> time.compareTo(BreakGlass.SHORTEST) >= 0 && time.compareTo(BreakGlass.LONGEST) <= 0)
                .orElseThrow(() -> Door.invalid(
                        "minutes",
                        "must be " + BreakGlass.SHORTEST.toMinutes() + " to " + BreakGlass.LONGEST.toMinutes()));
        String reason = Door.line("reason", wanted.reason());
        Staff staff = current.staff();
        Door.made(glass.begin(staff.managed(), kind, lasts, staff.account().toString(), reason));
        return overview.of(staff);
    }

    @POST
    @Path("/break-glass/stop")
    @RequiresAcr(maxAgeSeconds = 300)
    public OverviewAnswer stop(@Nullable Ending body) {
        String comment = Door.line("comment", Door.body(body).comment());
        Staff staff = current.staff();
        Door.made(glass.end(staff.managed(), staff.account().toString(), comment));
        return overview.of(staff);
    }
}
