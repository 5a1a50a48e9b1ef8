package dev.latchkey.me;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.audit.Past;
import dev.latchkey.decision.Reason;
import dev.latchkey.id.EntryId;
import dev.latchkey.me.OwnActivity.Happening;
import dev.latchkey.me.OwnActivity.Page;
import dev.latchkey.me.SessionView.DeviceView;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.token.CurrentCaller;
import dev.latchkey.token.FreshProof;
import dev.latchkey.token.SignedIn;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /v1/me/activity}: what happened in the caller's account, and what they say of it. */
@Path("/v1/me/activity")
@SignedIn
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class ActivityResource {
    private static final List<String> AFTER_DOUBT = List.of(
            "check the passkeys that are left and remove those you do not know",
            "make new recovery codes",
            "look after the account in which your passkeys are kept: change its password there");

    private final OwnActivity activity;
    private final Reports reports;
    private final FreshProof freshProof;
    private final CurrentCaller caller;

    ActivityResource(OwnActivity activity, Reports reports, FreshProof freshProof, CurrentCaller caller) {
        this.activity = activity;
        this.reports = reports;
        this.freshProof = freshProof;
        this.caller = caller;
    }

    /** One page, and the cursor of the next. */
    @RegisterForReflection
    record Answer(List<Entry> activity, Optional<String> next) {}

    /** One thing that happened; {@code current} when it was in the session that asks. */
    @RegisterForReflection
    record Entry(
            String id,
            Instant at,
            String kind,
            boolean current,
            Optional<DeviceView> device,
            Optional<String> place,
            Optional<PasskeyEntry> passkey,
            Optional<DecisionEntry> decision) {
        static Entry of(Happening happening) {
            Past past = happening.past();
            return new Entry(
                    past.id().toString(),
                    past.at(),
                    past.event(),
                    happening.current(),
                    happening.device(),
                    happening.place(),
                    happening.passkey().map(note -> new PasskeyEntry(note.nickname(), note.provider())),
                    Optional.ofNullable(past.facts().get("level")).map(level -> DecisionEntry.of(level, past)));
        }
    }

    /** The passkey it happened with. */
    @RegisterForReflection
    record PasskeyEntry(Optional<String> nickname, Optional<String> provider) {
        @Override
        public String toString() {
            return "PasskeyEntry[redacted]";
        }
    }

    /** What was decided, and why. */
    @RegisterForReflection
    record DecisionEntry(String level, List<ReasonEntry> reasons) {
        static DecisionEntry of(String level, Past past) {
            return new DecisionEntry(
                    level,
                    Optional.ofNullable(past.facts().get("reason"))
                            .flatMap(Reason::ofCode)
                            .map(reason -> List.of(new ReasonEntry(reason.code(), reason.text())))
                            .orElse(List.of()));
        }
    }

    /** One reason. */
    @RegisterForReflection
    record ReasonEntry(String code, String text) {}

    /** Reads a page: the newest first, or what came before a cursor. */
    @GET
    public Answer get(@QueryParam("before") @Nullable String before) {
        Optional<Past.Cursor> cursor = Optional.ofNullable(before).map(ActivityResource::cursor);
        Page page = activity.page(cursor).orElseThrow(() -> new ProblemException(Problem.SESSION_ENDED));
        return new Answer(
                page.entries().stream().map(Entry::of).toList(), page.next().map(Past.Cursor::text));
    }

    /** What the owner says. */
    @RegisterForReflection
    record Report(@JsonProperty("was_me") Optional<Boolean> wasMe) {}

    /** What was done about it, and what the owner can do next. */
    @RegisterForReflection
    record Done(
            @JsonProperty("sessions_ended") int sessionsEnded,
            @JsonProperty("passkeys_suspended") int passkeysSuspended,
            List<String> next) {}

    /** Writes the report down and acts on it; a "not me" needs a fresh passkey check, so that no thief throws the owner out. */
    @POST
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Done report(@PathParam("id") String id, @Nullable Report body) {
        boolean wasMe = Optional.ofNullable(body)
                .flatMap(Report::wasMe)
                .orElseThrow(() -> MeResource.invalid("was_me", "must be true or false"));
        if (!wasMe) {
            freshProof.require(caller.caller());
        }
        return switch (reports.report(entry(id), wasMe)) {
            case Reports.Outcome.Done done ->
                new Done(done.sessionsEnded(), done.passkeysSuspended(), wasMe ? List.of() : AFTER_DOUBT);
            case Reports.Outcome.NotFound notFound -> throw new ProblemException(Problem.NOT_FOUND);
            case Reports.Outcome.OwnSession own -> throw new ProblemException(Problem.OWN_SESSION);
            case Reports.Outcome.Gone gone -> throw new ProblemException(Problem.SESSION_ENDED);
        };
    }

    private static EntryId entry(String id) {
        try {
            return new EntryId(UUID.fromString(id));
        } catch (IllegalArgumentException notAnId) {
            throw new ProblemException(Problem.NOT_FOUND);
        }
    }

    private static Past.Cursor cursor(String text) {
        return Past.Cursor.read(text)
                .orElseThrow(() -> MeResource.invalid("before", "must be the next of an earlier page"));
    }
}
