package dev.latchkey.decision.replay;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.decision.Reason;
import dev.latchkey.decision.Sight;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A report as JSON, in which form it is kept and answered. */
final class ReportText {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String NOT_KEPT =
            "Which country, system or browser it was is closed under the account's key and"
                    + " is not opened for a report. Whether it was new to the account is known.";
    private static final List<String> FINE_PRINT = List.of(
            "What lists of networks, countries and authenticators hit is taken over as it was found then.",
            "A protected action may have demanded more than the policy's judgement; that demand is not replayed.",
            "Checks that nobody looked for then are taken to be owned.",
            "Whoever is asked more often may come otherwise the next time; a replay does not know that.");

    private ReportText() {}

    static String report(Report report, ReplayJob job) {
        ObjectNode json = JSON.objectNode();
        Report.Exactness exactness = report.exactness();
        json.put("read", report.judged() + exactness.answered() + sum(report.notPossible()));
        json.put("judged", report.judged());
        json.put("answered", exactness.answered());
        json.put("exact", exactness.exact());
        json.put("not_exact", exactness.notExact());
        json.put("exact_of_answered", exactness.exactOfAnswered());
        ArrayNode notExact = json.putArray("not_exact_first");
        exactness.first().forEach(id -> notExact.add(id.toString()));
        ArrayNode notPossible = json.putArray("not_possible");
        new TreeMap<>(report.notPossible())
                .forEach((why, many) -> notPossible
                        .addObject()
                        .put("why", why)
                        .put("count", many)
                        .put("text", words(why)));
        matrix(json.putArray("matrix"), report);
        json.set("asked", change(report.asked()));
        splits(json.putArray("splits"), report, job);
        ArrayNode notKept = json.putArray("not_kept");
        for (String split : List.of("country", "system", "browser")) {
            notKept.addObject().put("split", split).put("text", NOT_KEPT);
        }
        json.put("customers", report.customers());
        json.put("customers_capped", report.customersCapped());
        json.put("seconds_before", report.secondsBefore());
        json.put("seconds_after", report.secondsAfter());
        json.put("seconds_change", report.secondsAfter() - report.secondsBefore());
        json.put("hostile", report.caughtBefore().total());
        json.set("caught_before", share(report.caughtBefore()));
        json.set("caught_after", share(report.caughtAfter()));
        json.put("flips", report.flipped());
        json.put("flips_kept", report.flips().size());
        ArrayNode finePrint = json.putArray("fine_print");
        FINE_PRINT.forEach(finePrint::add);
        return json.toString();
    }

    static String flips(Report report) {
        ArrayNode json = JSON.arrayNode();
        for (Flip flip : report.flips()) {
            ObjectNode one = json.addObject();
            one.put("id", flip.id().toString());
            one.put("at", flip.at().toString());
            one.put("action", flip.action());
            one.put("segment", flip.segment());
            one.put("before", flip.before());
            one.put("after", flip.after());
            one.put("probability", flip.probability());
            one.set("reasons_before", reasons(flip.reasonsBefore()));
            one.set("reasons_after", reasons(flip.reasons()));
            one.put("hostile", flip.hostile());
        }
        return json.toString();
    }

    private static void matrix(ArrayNode json, Report report) {
        new TreeMap<>(report.matrix())
                .forEach((before, row) -> new TreeMap<>(row)
                        .forEach((after, many) -> json.addObject()
                                .put("before", before)
                                .put("after", after)
                                .put("count", many)
                                .put("share", (double) many / report.judged())));
    }

    private static void splits(ArrayNode json, Report report, ReplayJob job) {
        split(json, Report.SEGMENT, "By action and what is known of the account", report, job);
        for (Sight sight : Sight.values()) {
            split(json, sight.value(), sight.title(), report, job);
        }
        split(json, Report.POLICY, "By the policy of then", report, job);
    }

    private static void split(ArrayNode json, String name, String title, Report report, ReplayJob job) {
        ObjectNode split = json.addObject().put("name", name).put("title", title);
        ArrayNode rows = split.putArray("rows");
        new TreeMap<>(report.splits().getOrDefault(name, Map.of())).forEach((value, change) -> {
            ObjectNode row = rows.addObject().put("value", value).put("text", words(name, value));
            row.set("asked", change(change));
            decisions(name, value, job).ifPresent(query -> row.put("decisions", query));
        });
    }

    private static Optional<String> decisions(String name, String value, ReplayJob job) {
        String time = "from=" + job.from() + "&to=" + job.to();
        return switch (name) {
            case Report.SEGMENT -> {
                String[] parts = value.split("/", 2);
                yield Optional.of(time + "&action=" + parts[0] + "&segment=" + parts[1]);
            }
            case Report.POLICY -> Optional.of(time + "&policy_version=" + value);
            default -> Optional.empty();
        };
    }

    private static String words(String split, String value) {
        return switch (split) {
            case Report.SEGMENT -> value.replace("/", ", ");
            case Report.POLICY -> value.equals("0") ? "the release's own" : "version " + value;
            default -> Sight.words(value);
        };
    }

    private static String words(String why) {
        return switch (Again.Why.valueOf(why.toUpperCase(Locale.ROOT))) {
            case SITUATION_NOT_KEPT -> "made by a release that did not keep what the policy looked at";
            case OTHER_MODEL -> "scored by a model that this release does not have";
        };
    }

    private static ObjectNode change(Change change) {
        ObjectNode json = JSON.objectNode();
        json.set("before", share(change.before()));
        json.set("after", share(change.after()));
        return json.put("value", change.value())
                .put("low", change.low())
                .put("high", change.high())
                .put("more", change.more())
                .put("fewer", change.fewer());
    }

    private static ObjectNode share(Share share) {
        return JSON.objectNode()
                .put("value", share.value())
                .put("low", share.low())
                .put("high", share.high())
                .put("hits", share.hits())
                .put("total", share.total());
    }

    private static ArrayNode reasons(List<String> codes) {
        ArrayNode json = JSON.arrayNode();
        for (String code : codes) {
            json.addObject()
                    .put("code", code)
                    .put("text", Reason.ofCode(code).map(Reason::text).orElse(code));
        }
        return json;
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
