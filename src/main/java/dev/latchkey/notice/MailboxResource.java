package dev.latchkey.notice;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code /mailbox}: the mails of a desk, which are sent to nobody. There is nothing here where mail goes out. */
@Path("/mailbox")
class MailboxResource {
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>&]+");

    private final Mailbox mailbox;
    private final NoticeConfig config;

    MailboxResource(Mailbox mailbox, NoticeConfig config) {
        this.mailbox = mailbox;
        this.config = config;
    }

    /** All of them, the newest first. */
    @RegisterForReflection
    record Messages(List<Message> messages) {}

    /** One of them. */
    @RegisterForReflection
    record Message(
            String id,
            Instant at,
            String from,
            String to,
            String subject,
            String text,
            String html,
            @JsonProperty("language") String language) {
        static Message of(Mailbox.Kept kept) {
            Letter letter = kept.letter();
            return new Message(
                    letter.messageId(),
                    kept.at(),
                    letter.from(),
                    letter.to(),
                    letter.subject(),
                    letter.text(),
                    letter.html(),
                    letter.language().tag());
        }

        @Override
        public String toString() {
            return "Message[" + id + "]";
        }
    }

    /** For people. */
    @GET
    @Produces("text/html;charset=UTF-8")
    @Operation(hidden = true)
    public Response page() {
        return Response.ok(asPage(letters()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** For tests. */
    @GET
    @Path("/messages")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Response messages() {
        return Response.ok(new Messages(letters().stream().map(Message::of).toList()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private List<Mailbox.Kept> letters() {
        if (config.mail() != NoticeConfig.Mail.CAPTURED) {
            throw new ProblemException(Problem.NOT_FOUND);
        }
        return mailbox.letters();
    }

    private static String asPage(List<Mailbox.Kept> letters) {
        String listed = letters.stream().map(MailboxResource::asArticle).collect(Collectors.joining("\n"));
        return """
                <!doctype html>
                <html lang="en">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Mailbox</title>
                <link rel="icon" href="/favicon.svg"><link rel="stylesheet" href="/look/tokens.css">
                <link rel="stylesheet" href="/look/latchkey.css"></head>
                <body><main>
                <h1>Mailbox</h1>
                <p>Mails of this desk. They are kept here until it restarts, and sent to nobody.</p>
                %s
                </main></body>
                </html>
                """.formatted(listed.isEmpty() ? "<p>Nothing yet.</p>" : listed);
    }

    private static String asArticle(Mailbox.Kept kept) {
        Letter letter = kept.letter();
        return "<article lang=\"" + letter.language().tag() + "\"><h2>" + Page.escape(letter.subject())
                + "</h2><p><small>" + Page.escape(letter.to() + ", " + kept.at()) + "</small></p><pre dir=\"auto\">"
                + LINK.matcher(Page.escape(letter.text())).replaceAll("<a href=\"$0\">$0</a>") + "</pre></article>";
    }
}
