package dev.latchkey.decision.policy;

import dev.latchkey.assurance.Acr;
import dev.latchkey.risk.Challenge;
import dev.latchkey.risk.Segment;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Reads one member of {@code $.actions}. */
final class ActionReader {
    static final List<String> ALWAYS_THERE =
            List.of("sign_up", "sign_in", "add_passkey", "recovery", PolicyDocument.ANY);

    private static final List<String> OWN = ALWAYS_THERE.subList(0, 4);
    private static final List<String> LIMITS = List.of("budget", "threshold", "by_cost");
    private static final List<String> NEVER_HELD = List.of("sign_up", "sign_in", "refresh");
    private static final int LONGEST_HOLD = 30 * 24;
    private static final int LONGEST_AGE = 24 * 3600;
    private static final int USUAL_HOLD = 24;
    private static final int USUAL_AGE = 300;
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,31}");
    private static final Map<String, Segment> SEGMENTS = byId(Segment.values());
    static final Map<String, Least> LEASTS = byId(Least.values());

    private final String name;
    private final Members members;

    private ActionReader(String name, Spot spot) {
        this.name = name;
        this.members = Members.of(spot, known(name));
    }

    static ActionRule read(String name, Spot spot) {
        if (!name.equals(PolicyDocument.ANY) && !NAME.matcher(name).matches()) {
            spot.fault("must be named by 1 to 32 lower-case letters, digits and underscores, a letter first");
        }
        return new ActionReader(name, spot).rule();
    }

    private static List<String> known(String name) {
        List<String> known = new ArrayList<>(List.of("loss", "value", "step_ups", "at_least", "hold_hours"));
        known.addAll(name.equals("sign_up") ? List.of("new") : SEGMENTS.keySet());
        if (isSensitive(name)) {
            known.addAll(List.of("hold_after_recovery_hours", "hold_after_new_passkey_hours"));
        }
        if (!OWN.contains(name)) {
            known.addAll(List.of("acr", "max_age_seconds", "amounts", "new_payee"));
        }
        return known;
    }

    private static boolean isSensitive(String name) {
        return name.equals("add_passkey") || !OWN.contains(name);
    }

    private ActionRule rule() {
        double loss = money(members.required("loss"));
        double value = money(members.optional("value"));
        Least atLeast = atLeast(members, name.equals("recovery") ? Least.HOLD : Least.ALLOW);
        Acr acr = acr(members, OWN.contains(name) ? Acr.ONE : Acr.TWO);
        Duration hold = hours(members, "hold_hours", 1, USUAL_HOLD);
        List<AmountBand> amounts = members.optional("amounts")
                .map(spot -> new BandReader(new AmountBand(BigDecimal.ZERO, atLeast, acr, hold)).read(spot))
                .orElse(List.of());
        Acr highest = amounts.isEmpty() ? acr : amounts.getLast().acr();
        List<Challenge> stepUps = stepUps(highest);
        return new ActionRule(
                name,
                loss,
                value,
                stepUps,
                atLeast,
                acr,
                members.optional("max_age_seconds")
                        .flatMap(spot -> spot.whole(0, LONGEST_AGE))
                        .map(Duration::ofSeconds)
                        .orElse(Duration.ofSeconds(USUAL_AGE)),
                hold,
                hours(members, "hold_after_recovery_hours", 0, 0),
                hours(members, "hold_after_new_passkey_hours", 0, 0),
                newPayee(),
                segments(),
                amounts);
    }

    private Least newPayee() {
        Optional<Spot> given = members.optional("new_payee");
        Least read = given.flatMap(spot -> spot.oneOf(LEASTS)).orElse(Least.ALLOW);
        if (read == Least.HOLD) {
            given.ifPresent(spot -> spot.wrong("allow or step_up: a payee that waits stays new"));
        }
        return read;
    }

    private List<Challenge> stepUps(Acr acr) {
        Optional<Spot> given = members.required("step_ups");
        List<Challenge> stepUps = given.map(
                        spot -> spot.list(StepUpNames.BY_NAME.size(), one -> one.oneOf(StepUpNames.BY_NAME)))
                .orElse(List.of());
        given.filter(spot -> spot.value() instanceof List<?> list && list.isEmpty())
                .ifPresent(spot -> spot.fault("must name at least one check"));
        boolean strong = stepUps.contains(Challenge.FRESH_PASSKEY) || stepUps.contains(Challenge.OTHER_PASSKEY);
        given.filter(spot -> acr.reaches(Acr.TWO) && !stepUps.isEmpty() && !strong)
                .ifPresent(spot -> spot.fault(
                        "must name passkey or other_passkey: no other check reaches acr " + (acr.ordinal() + 1)));
        return stepUps;
    }

    private Map<Segment, SegmentRule> segments() {
        Map<Segment, SegmentRule> rules = new EnumMap<>(Segment.class);
        SEGMENTS.forEach((id, segment) -> {
            if (segment == Segment.NEW || !name.equals("sign_up")) {
                members.required(id).ifPresent(spot -> rules.put(segment, segment(spot)));
            }
        });
        return rules;
    }

    private static SegmentRule segment(Spot spot) {
        Members lines = Members.of(spot, List.of("budget", "threshold", "by_cost", "deny"));
        Optional<Double> budget = share(lines, "budget", "0");
        Optional<Double> threshold = share(lines, "threshold", "0");
        lines.optional("by_cost").ifPresent(at -> at.isTrue());
        List<String> limits = LIMITS.stream().filter(lines::has).toList();
        if (limits.size() != 1 && spot.value() instanceof Map) {
            spot.fault("must have one of " + String.join(", ", LIMITS) + ", has "
                    + (limits.isEmpty() ? "none" : String.join(" and ", limits)));
        }
        Optional<Double> deny = share(lines, "deny", "0.001");
        if (deny.isPresent() && threshold.isPresent() && deny.get() <= threshold.get()) {
            lines.optional("deny").ifPresent(at -> at.wrong("above the threshold " + threshold.get()));
        }
        Limit limit = threshold
                .<Limit>map(Limit.Threshold::new)
                .orElseGet(() -> budget.<Limit>map(Limit.Budget::new).orElseGet(Limit.ByCost::new));
        return new SegmentRule(limit, deny.map(OptionalDouble::of).orElse(OptionalDouble.empty()));
    }

    private static double money(Optional<Spot> given) {
        return given.flatMap(spot -> spot.decimal("0", "1000000000000"))
                .map(BigDecimal::doubleValue)
                .orElse(0.0);
    }

    private static Optional<Double> share(Members lines, String name, String least) {
        return lines.optional(name).flatMap(spot -> spot.decimal(least, "1")).map(BigDecimal::doubleValue);
    }

    private Least atLeast(Members from, Least otherwise) {
        Optional<Spot> given = from.optional("at_least");
        Least read = given.flatMap(spot -> spot.oneOf(LEASTS)).orElse(otherwise);
        if (read == Least.HOLD && NEVER_HELD.contains(name)) {
            given.ifPresent(spot -> spot.wrong("allow or step_up: nobody waits for this"));
        }
        if (read == Least.HOLD && name.equals("add_passkey")) {
            given.ifPresent(spot -> spot.wrong("allow or step_up: it waits by its hold_after members"));
        }
        return read;
    }

    /** Reads {@code acr}, a number as in the end of its URN. */
    static Acr acr(Members from, Acr otherwise) {
        return from.optional("acr")
                .flatMap(spot -> spot.whole(1, Acr.values().length))
                .map(level -> Acr.values()[level - 1])
                .orElse(otherwise);
    }

    static Duration hours(Members from, String name, int least, int otherwise) {
        return Duration.ofHours(from.optional(name)
                .flatMap(spot -> spot.whole(least, LONGEST_HOLD))
                .orElse(otherwise));
    }

    private static <T extends Enum<T>> Map<String, T> byId(T[] values) {
        Map<String, T> names = new LinkedHashMap<>();
        for (T value : values) {
            names.put(value.name().toLowerCase(Locale.ROOT), value);
        }
        return names;
    }
}
