package dev.latchkey.ops;

import dev.latchkey.decision.policy.Policies;
import dev.latchkey.decision.policy.PolicyInForce;
import dev.latchkey.decision.policy.PolicyOutcome;
import dev.latchkey.decision.replay.Change;
import dev.latchkey.decision.replay.Flip;
import dev.latchkey.decision.replay.Replay;
import dev.latchkey.decision.replay.Report;
import dev.latchkey.decision.replay.Share;
import dev.latchkey.id.RelyingPartyId;
import jakarta.inject.Singleton;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/** {@code latchkey policy replay}: what a version would have made of the last days. */
@Singleton
final class ReplayCommand {
    /** Parameters beside the relying party. */
    static final String VERSION = "version|its number, 0 for the release's own; it need not be in force";

    static final String DAYS = "--days?|how far to look back, 7 when left out";

    private static final int USUAL_DAYS = 7;
    private static final int MOST_DAYS = 400;
    private static final int SHOWN = 10;

    private final Replay replay;
    private final Policies policies;
    private final Clock clock;

    ReplayCommand(Replay replay, Policies policies, Clock clock) {
        this.replay = replay;
        this.policies = policies;
        this.clock = clock;
    }

    int run(RelyingPartyId relyingParty, ParseResult arguments, PrintWriter out) {
        int version = whole(Command.parameter(arguments, 1), "a version");
        int days = Math.clamp(
                Command.given(arguments, "--days")
                        .map(text -> whole(text, "--days"))
                        .orElse(USUAL_DAYS),
                1,
                MOST_DAYS);
        if (!(policies.version(relyingParty, version) instanceof PolicyOutcome.InForce(PolicyInForce candidate))) {
            out.println("there is no version " + version + " that can be read; `latchkey policy list " + relyingParty
                    + "` shows all");
            return Command.FAILED;
        }
        Instant now = clock.instant();
        Report report = replay.run(relyingParty, now.minus(Duration.ofDays(days)), now, candidate, read -> {});
        print(report, version, days, out);
        return Command.DONE;
    }

    private static void print(Report report, int version, int days, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "version %d on %,d decisions of the last %s%n",
                version,
                report.judged(),
                days == 1 ? "day" : days + " days");
        report.notPossible()
                .forEach((why, many) ->
                        out.printf(Locale.ROOT, "  %,d could not be judged again: %s%n", many, why.replace('_', ' ')));
        fact(
                out,
                "  as they were, to the last bit",
                String.format(Locale.ROOT, "%,d of %,d", report.exactness().exact(), report.judged()));
        out.println();
        line(out, "asked, of legitimate attempts", report.asked());
        report.bySegment().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(segment -> line(out, "  " + segment.getKey(), segment.getValue()));
        fact(out, "caught, of known strangers", share(report.caughtBefore()) + " -> " + share(report.caughtAfter()));
        fact(
                out,
                "asked of customers",
                String.format(Locale.ROOT, "%,d s -> %,d s", report.secondsBefore(), report.secondsAfter()));
        fact(out, "customers treated otherwise", String.format(Locale.ROOT, "%,d", report.customers()));
        out.println();
        if (report.flips().isEmpty()) {
            out.println("Every decision comes out as it was.");
            return;
        }
        out.println("The first that come out otherwise (`latchkey decision show` explains each):");
        for (Flip flip :
                report.flips().subList(0, Math.min(SHOWN, report.flips().size()))) {
            out.printf(
                    Locale.ROOT,
                    "  %s  %s/%s  %s -> %s  %.3f %%  %s%n",
                    flip.id(),
                    flip.action(),
                    flip.segment(),
                    flip.before(),
                    flip.after(),
                    100 * flip.probability(),
                    String.join(", ", flip.reasons()));
        }
    }

    private static void line(PrintWriter out, String name, Change change) {
        fact(
                out,
                name,
                String.format(
                        Locale.ROOT,
                        "%.2f %% -> %.2f %%  (%+.2f, between %+.2f and %+.2f)",
                        100 * change.before().value(),
                        100 * change.after().value(),
                        100 * change.value(),
                        100 * change.low(),
                        100 * change.high()));
    }

    private static String share(Share share) {
        return share.hits() + " of " + share.total();
    }

    private static void fact(PrintWriter out, String name, String value) {
        out.printf(Locale.ROOT, "%-32s %s%n", name, value);
    }

    private static int whole(String text, String what) {
        return Optional.of(text)
                .filter(digits -> digits.matches("\\d{1,9}"))
                .map(Integer::parseInt)
                .orElseThrow(() -> new IllegalArgumentException(what + " is a whole number, not " + text));
    }
}
