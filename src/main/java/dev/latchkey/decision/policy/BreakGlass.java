package dev.latchkey.decision.policy;

import dev.latchkey.audit.Event;
import dev.latchkey.id.RelyingPartyId;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The switch for an emergency. Breaking the glass stores a version made from the one in force and puts it in force; when
 * its time is over the former one comes back. So every decision of that time records a version like any other, and is
 * judged again exactly.
 */
@Singleton
public class BreakGlass {
    /** The shortest time that the glass is broken. */
    public static final Duration SHORTEST = Duration.ofMinutes(5);

    /** The longest one. */
    public static final Duration LONGEST = Duration.ofMinutes(240);

    private final RolloutRows rows;
    private final PolicyRows versions;
    private final PolicyRegister register;
    private final Instance<PolicyNews> news;
    private final Clock clock;

    BreakGlass(RolloutRows rows, PolicyRows versions, PolicyRegister register, Instance<PolicyNews> news, Clock clock) {
        this.rows = rows;
        this.versions = versions;
        this.register = register;
        this.news = news;
        this.clock = clock;
    }

    /** Breaks the glass for a while; a trial that is under way ends with it. */
    @Transactional
    public RolloutOutcome begin(RelyingPartyId relyingParty, Glass how, Duration lasts, String by, String reason) {
        Optional<Step> last = rows.last(relyingParty);
        if (last.filter(Step::isGlass).isPresent()) {
            return new RolloutOutcome.Refused(Why.BREAK_GLASS_ON);
        }
        int active = versions.active(relyingParty);
        Optional<String> text = register.text(relyingParty, active)
                .filter(document -> PolicyText.read(document) instanceof Validation.Valid)
                .map(document -> GlassText.of(document, how));
        if (text.isEmpty()) {
            return new RolloutOutcome.Refused(Why.UNREADABLE);
        }
        PutOutcome put = register.put(
                relyingParty,
                new PolicyRows.Written(
                        text.get(), by, "Break glass, " + how.id() + ": " + reason, List.of(), Optional.of(active)));
        return switch (put) {
            case PutOutcome.Stored stored ->
                begin(last, relyingParty, stored.version(), active, how, lasts, by, reason);
            case PutOutcome.Unchanged same -> begin(last, relyingParty, same.version(), active, how, lasts, by, reason);
            // One that was as long as a document may be is longer now.
            case PutOutcome.Invalid invalid -> new RolloutOutcome.Refused(Why.UNREADABLE);
        };
    }

    private RolloutOutcome begin(
            Optional<Step> last,
            RelyingPartyId relyingParty,
            int version,
            int active,
            Glass how,
            Duration lasts,
            String by,
            String reason) {
        Instant now = clock.instant();
        Step step = Step.made(relyingParty, Step.Kind.BREAK_GLASS, version, now, by, reason)
                .holding(version, active)
                .broken(how, now.plus(lasts));
        if (!rows.add(last, step)) {
            return new RolloutOutcome.Refused(Why.CHANGED_MEANWHILE);
        }
        register.record(
                relyingParty,
                Event.BREAK_GLASS_BEGUN,
                Map.of(
                        "kind",
                        how.id(),
                        "version",
                        Integer.toString(version),
                        "minutes",
                        Long.toString(lasts.toMinutes()),
                        "by",
                        by));
        register.enforce(relyingParty, version, active, by);
        news.forEach(teller -> teller.tell(relyingParty, PolicyNews.Kind.GLASS_BROKEN, step));
        return new RolloutOutcome.Stepped(step);
    }

    /** Ends it before its time. */
    @Transactional
    public RolloutOutcome end(RelyingPartyId relyingParty, String by, String comment) {
        Optional<Step> glass = rows.last(relyingParty).filter(Step::isGlass);
        return glass.isEmpty()
                ? new RolloutOutcome.Refused(Why.BREAK_GLASS_OFF)
                : end(glass.get(), by, comment)
                        .<RolloutOutcome>map(RolloutOutcome.Stepped::new)
                        .orElseGet(() -> new RolloutOutcome.Refused(Why.CHANGED_MEANWHILE));
    }

    /** Ends it if its time is over; of several replicas that see it one does it, and this says whether it was this. */
    @Transactional
    public boolean endIfOver(Step glass) {
        boolean over =
                glass.endsAt().filter(end -> !end.isAfter(clock.instant())).isPresent();
        return over && end(glass, PolicyRegister.CLOCK, "Its time was over.").isPresent();
    }

    private Optional<Step> end(Step glass, String by, String comment) {
        RelyingPartyId relyingParty = glass.relyingParty();
        boolean holds = versions.active(relyingParty) == glass.version();
        int now = holds ? glass.former() : versions.active(relyingParty);
        Step step = Step.made(relyingParty, Step.Kind.BREAK_GLASS_ENDED, glass.version(), clock.instant(), by, comment)
                .holding(now, glass.version());
        if (!rows.add(Optional.of(glass), step)) {
            return Optional.empty();
        }
        register.record(
                relyingParty, Event.BREAK_GLASS_ENDED, Map.of("version", Integer.toString(glass.version()), "by", by));
        if (holds && glass.former() != glass.version()) {
            register.enforce(relyingParty, glass.former(), glass.version(), by);
        }
        news.forEach(teller -> teller.tell(relyingParty, PolicyNews.Kind.GLASS_WHOLE, step));
        return Optional.of(step);
    }

    /** Returns the steps by which the glass is broken now, of all relying parties. */
    @Transactional
    public List<Step> broken() {
        return rows.lastOfAll().stream().filter(Step::isGlass).toList();
    }
}
