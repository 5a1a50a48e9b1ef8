package dev.latchkey.notice;

import dev.latchkey.account.PrivateFacts;
import dev.latchkey.relyingparty.RelyingParty;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Writes letters. Nothing that a customer has typed gets into one, neither their name nor a nickname: a stranger's address
 * may be the recipient, and the mail would carry a stranger's words.
 */
@Singleton
final class Letters {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final NoticeConfig config;

    Letters(NoticeConfig config) {
        this.config = config;
    }

    /** What stands in the outbox, opened. */
    record Draft(UUID id, Kind kind, Language language, EmailAddress to, PrivateFacts facts, Instant at) {
        @Override
        public String toString() {
            return "Draft[" + id + "]";
        }
    }

    Letter write(RelyingParty party, Draft draft) {
        String name = inOneLine(party.name());
        String subject = say(draft, "subject", name);
        String foot = isAboutAPolicy(draft.kind()) ? "policy_foot" : "foot";
        Page page = page(party, draft, name).foot(Words.say(draft.language(), foot, name));
        String from = config.from().orElse("latchkey@localhost");
        return new Letter(
                draft.id() + "@" + domain(from),
                "\"" + name.replaceAll("[\\\\\"<>]", " ") + "\" <" + from + ">",
                draft.to().value(),
                subject,
                page.text(),
                page.html(draft.language(), subject),
                draft.language());
    }

    private static Page page(RelyingParty party, Draft draft, String name) {
        Page page = new Page().say(say(draft, "lead", name));
        return switch (draft.kind()) {
            case CONFIRM_ADDRESS, STEP_UP ->
                page.code(draft.facts().get(Codes.CODE).orElseThrow())
                        .say(Words.say(draft.language(), "code.once", name))
                        .say(say(draft, "more", name));
            case ADDRESS_TAKEN -> page.say(say(draft, "more", name));
            case NEW_PASSKEY, NEW_DEVICE, EMAIL_CHANGED, EMAIL_REMOVED, RECOVERY_USED, HOLD ->
                page.details(details(draft))
                        .say(Words.say(draft.language(), "stop.lead", name))
                        .link(
                                Words.say(draft.language(), "stop.link", name),
                                address(party) + "/stop#"
                                        + draft.facts().get(Notices.STOP).orElseThrow());
            case POLICY_ROLLED_BACK, POLICY_GLASS_BROKEN, POLICY_GLASS_WHOLE -> page.details(policy(draft));
        };
    }

    private static boolean isAboutAPolicy(Kind kind) {
        return switch (kind) {
            case POLICY_ROLLED_BACK, POLICY_GLASS_BROKEN, POLICY_GLASS_WHOLE -> true;
            case CONFIRM_ADDRESS,
                    STEP_UP,
                    ADDRESS_TAKEN,
                    NEW_PASSKEY,
                    NEW_DEVICE,
                    EMAIL_CHANGED,
                    EMAIL_REMOVED,
                    RECOVERY_USED,
                    HOLD -> false;
        };
    }

    private static List<String> policy(Draft draft) {
        List<String> lines = new ArrayList<>();
        detail(lines, draft, Notices.MANAGED, draft.facts().get(Notices.MANAGED));
        detail(lines, draft, Notices.VERSION, draft.facts().get(Notices.VERSION));
        detail(
                lines,
                draft,
                Notices.ENDS,
                draft.facts().get(Notices.ENDS).map(ends -> MOMENT.format(Instant.parse(ends))));
        detail(lines, draft, "time", Optional.of(MOMENT.format(draft.at())));
        return lines;
    }

    private static List<String> details(Draft draft) {
        List<String> lines = new ArrayList<>();
        detail(lines, draft, "action", draft.facts().get(Notices.ACTION));
        detail(
                lines,
                draft,
                "until",
                draft.facts().get(Notices.UNTIL).map(until -> MOMENT.format(Instant.parse(until))));
        detail(lines, draft, "device", draft.facts().get(Notices.DEVICE));
        detail(lines, draft, "place", draft.facts().get(Notices.PLACE));
        detail(lines, draft, "time", Optional.of(MOMENT.format(draft.at())));
        return lines;
    }

    private static void detail(List<String> lines, Draft draft, String name, Optional<String> value) {
        value.ifPresent(known ->
                lines.add(Words.say(draft.language(), "detail." + name, "").replace("{value}", inOneLine(known))));
    }

    private static String say(Draft draft, String part, String party) {
        return Words.say(draft.language(), draft.kind().value() + "." + part, party);
    }

    /** Where the relying party's pages are: its first host. Plain http is for origins that a desk alone may have. */
    private static String address(RelyingParty party) {
        String host = party.hosts().iterator().next();
        return (party.origins().contains("http://" + host) ? "http://" : "https://") + host;
    }

    private static String domain(String from) {
        return from.substring(from.lastIndexOf('@') + 1);
    }

    private static String inOneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
