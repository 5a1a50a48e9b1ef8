package dev.latchkey.console.insight;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.decision.Device;
import dev.latchkey.decision.insight.RevealOutcome;
import dev.latchkey.decision.insight.Reveals;
import dev.latchkey.id.AccountId;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemException;
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
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code /v1/ops/{rp}/decisions/{id}/reveal}: whom a decision was about, for those who may know and say why. */
@Path("/v1/ops/{rp}/decisions")
@ForStaff({Role.PRIVACY_OFFICER, Role.SUPPORT_LEAD})
@RequiresAcr(maxAgeSeconds = 300)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class RevealResource {
    /** A reference, and no place for a story: what is journalled stays for good. */
    private static final Pattern CASE = Pattern.compile("[A-Za-z0-9._/-]{1,40}");

    private final Reveals reveals;
    private final CurrentStaff current;
    private final ObjectMapper json;

    RevealResource(Reveals reveals, CurrentStaff current, ObjectMapper json) {
        this.reveals = reveals;
        this.current = current;
        this.json = json;
    }

    /** By what. */
    @RegisterForReflection
    record DeviceAnswer(String browser, String os) {
        @Override
        public String toString() {
            return "DeviceAnswer[redacted]";
        }
    }

    /** What stands behind it. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Answer(
            @JsonProperty("account_id") String accountId,
            Optional<String> place,
            Optional<DeviceAnswer> device,
            @JsonProperty("left_today") int leftToday) {
        @Override
        public String toString() {
            return "Answer[redacted]";
        }
    }

    /** Opens it; counted and journalled. */
    @POST
    @Path("/{id}/reveal")
    @Consumes(MediaType.APPLICATION_JSON)
    public Answer reveal(@PathParam("id") String id, byte[] body) throws IOException {
        JsonNode wanted = json.readTree(body);
        Reveals.Why why = Arrays.stream(Reveals.Why.values())
                .filter(one -> Reveals.slug(one).equals(wanted.path("reason").textValue()))
                .findFirst()
                .orElseThrow(() -> ReplayResource.invalid(
                        "reason",
                        "must be one of "
                                + String.join(
                                        ", ",
                                        Arrays.stream(Reveals.Why.values())
                                                .map(Reveals::slug)
                                                .toList())));
        String reference = Optional.ofNullable(wanted.path("case").textValue())
                .filter(text -> CASE.matcher(text).matches())
                .orElseThrow(() ->
                        ReplayResource.invalid("case", "must be a reference of 1 to 40 letters, digits and . _ / -"));
        Staff staff = current.staff();
        return switch (reveals.reveal(
                staff.managed(), DecisionsResource.decision(id), staff.account(), why, reference)) {
            case RevealOutcome.Revealed(AccountId account, Optional<String> place, Optional<Device> device, int left) ->
                new Answer(
                        account.toString(),
                        place,
                        device.map(known -> new DeviceAnswer(known.browser(), known.os())),
                        left);
            case RevealOutcome.NotFound notFound -> throw new ProblemException(Problem.NOT_FOUND);
            case RevealOutcome.UsedUp usedUp -> throw new ProblemException(Problem.REVEALS_USED_UP);
        };
    }
}
