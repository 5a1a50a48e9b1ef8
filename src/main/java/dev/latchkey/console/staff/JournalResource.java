package dev.latchkey.console.staff;

import dev.latchkey.audit.Noted;
import dev.latchkey.audit.Pages;
import dev.latchkey.audit.Past;
import dev.latchkey.staff.CurrentStaff;
import dev.latchkey.staff.ForStaff;
import dev.latchkey.staff.Role;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code /v1/ops/{rp}/journal}: what happened at a managed relying party, without what is closed about people. */
@Path("/v1/ops/{rp}/journal")
@ForStaff({Role.AUDITOR, Role.PRIVACY_OFFICER})
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class JournalResource {
    private static final int USUAL = 50;
    private static final int MOST = 200;
    private static final Pattern EVENT = Pattern.compile("[a-z_]{1,64}");

    private final Pages pages;
    private final CurrentStaff current;

    JournalResource(Pages pages, CurrentStaff current) {
        this.pages = pages;
        this.current = current;
    }

    /** One page, and where the next begins. */
    @RegisterForReflection
    record Answer(List<EntryAnswer> entries, Optional<String> next) {}

    /** One thing that happened. */
    @RegisterForReflection
    record EntryAnswer(
            String id,
            Instant at,
            String event,
            Optional<String> account,
            Optional<String> session,
            Map<String, String> facts) {
        static EntryAnswer of(Noted noted) {
            Past past = noted.past();
            return new EntryAnswer(
                    past.id().toString(),
                    past.at(),
                    past.event(),
                    noted.account().map(Object::toString),
                    past.session().map(Object::toString),
                    new TreeMap<>(past.facts()));
        }
    }

    /** Reads a page, the newest first. */
    @GET
    public Answer get(
            @QueryParam("before") @Nullable String before,
            @QueryParam("event") @Nullable String event,
            @QueryParam("limit") @Nullable String limit) {
        Pages.Page page = pages.of(
                current.staff().managed(),
                Optional.ofNullable(before).map(JournalResource::cursor),
                Optional.ofNullable(event).map(JournalResource::event),
                Optional.ofNullable(limit).map(JournalResource::number).orElse(USUAL));
        return new Answer(
                page.entries().stream().map(EntryAnswer::of).toList(),
                page.next().map(Past.Cursor::text));
    }

    private static Past.Cursor cursor(String text) {
        return Past.Cursor.read(text)
                .orElseThrow(() -> StaffResource.invalid("before", "must be the next of an earlier page"));
    }

    private static String event(String text) {
        if (!EVENT.matcher(text).matches()) {
            throw StaffResource.invalid("event", "must be the name of an event");
        }
        return text;
    }

    private static int number(String text) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= MOST) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw wrongLimit();
        }
        throw wrongLimit();
    }

    private static RuntimeException wrongLimit() {
        return StaffResource.invalid("limit", "must be 1 to " + MOST);
    }
}
