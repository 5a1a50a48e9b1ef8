package dev.latchkey.console.insight;

import dev.latchkey.decision.insight.Alert;
import dev.latchkey.decision.insight.Drift;
import dev.latchkey.decision.insight.Figures;
import dev.latchkey.decision.insight.Figures.Cell;
import dev.latchkey.decision.insight.Levels;
import dev.latchkey.decision.insight.Overview.Bucket;
import dev.latchkey.decision.policy.PolicyInForce;
import dev.latchkey.decision.replay.Share;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The overview as tables, each row with the query that finds its decisions. */
final class OverviewTables {
    private static final List<String> CAUGHT = List.of("failed", "abandoned", "not_me", "fraud");

    private final Figures figures;
    private final Bucket bucket;
    private final Instant from;
    private final Instant to;
    private final String stretch;
    private final String action;

    OverviewTables(Figures figures, Bucket bucket, Instant from, Instant to, Optional<String> action) {
        this.figures = figures;
        this.bucket = bucket;
        this.from = from;
        this.to = to;
        this.action = action.map(name -> "&action=" + name).orElse("");
        this.stretch = "from=" + from + "&to=" + to + this.action;
    }

    /** Returns the query of all decisions that were counted. */
    String all() {
        return stretch;
    }

    Map<String, List<Map<String, Object>>> tables(PolicyInForce policy, List<Alert> alerts) {
        Map<String, List<Map<String, Object>>> tables = new LinkedHashMap<>();
        tables.put("times", times());
        tables.put("segments", segments());
        tables.put("reasons", reasons());
        tables.put("followed", followed());
        tables.put("caught", caught());
        tables.put("budgets", budgets(policy));
        tables.put("suspicions", suspicions());
        tables.put("versions", versions());
        tables.put("drift", drift());
        tables.put("alerts", alerts.stream().map(OverviewTables::alert).toList());
        return tables;
    }

    private List<Map<String, Object>> times() {
        Duration length = bucket == Bucket.HOUR ? Duration.ofHours(1) : Duration.ofDays(1);
        List<Map<String, Object>> rows = new ArrayList<>();
        figures.times().forEach((at, levels) -> {
            Instant end = at.plus(length).isBefore(to) ? at.plus(length) : to;
            Instant begin = at.isBefore(from) ? from : at;
            Map<String, Object> row = row("at", at);
            levels(row, levels);
            row.put("decisions", "from=" + begin + "&to=" + end + action);
            rows.add(row);
        });
        return rows;
    }

    private List<Map<String, Object>> segments() {
        List<Map<String, Object>> rows = new ArrayList<>();
        figures.cells().forEach((cell, levels) -> {
            Map<String, Object> row = row("action", cell.action());
            row.put("segment", cell.segment());
            levels(row, levels);
            row.put("asked", Interval.of(levels.asked()));
            row.put("decisions", query(cell));
            rows.add(row);
        });
        return rows;
    }

    private String query(Cell cell) {
        return (action.isEmpty() ? stretch + "&action=" + cell.action() : stretch) + "&segment=" + cell.segment();
    }

    private List<Map<String, Object>> reasons() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Map.Entry<Figures.Said, Long> said : figures.reasons()) {
            Map<String, Object> row = row("code", said.getKey().reason());
            row.put("text", Coded.reason(said.getKey().reason()).text());
            row.put("level", said.getKey().level());
            row.put("count", said.getValue());
            row.put(
                    "decisions",
                    stretch + "&level=" + said.getKey().level() + "&reason="
                            + said.getKey().reason());
            rows.add(row);
        }
        return rows;
    }

    private List<Map<String, Object>> followed() {
        List<Map<String, Object>> rows = new ArrayList<>();
        figures.followed().forEach((what, many) -> {
            Map<String, Object> row = row("label", what.label());
            row.put("source", what.source());
            row.put("text", Coded.label(what.label()));
            row.put("count", many);
            row.put("decisions", stretch + "&label=" + what.label());
            rows.add(row);
        });
        Map<String, Object> none = row("label", "none");
        none.put("source", "");
        none.put("text", Coded.label("none"));
        none.put("count", figures.all().total() - figures.labelled());
        none.put("decisions", stretch + "&label=none");
        rows.add(none);
        return rows;
    }

    private List<Map<String, Object>> caught() {
        List<Map<String, Object>> rows = new ArrayList<>();
        Map<String, Object> denied = row("what", "denied");
        denied.put("text", Coded.label("denied"));
        denied.put("count", figures.all().deny());
        denied.put("decisions", stretch + "&level=deny");
        rows.add(denied);
        for (String label : CAUGHT) {
            Map<String, Object> row = row("what", label);
            row.put("text", Coded.label(label));
            row.put("count", figures.of(label));
            row.put("decisions", stretch + "&label=" + label);
            rows.add(row);
        }
        return rows;
    }

    private List<Map<String, Object>> budgets(PolicyInForce policy) {
        List<Map<String, Object>> rows = new ArrayList<>();
        figures.cells()
                .forEach((cell, levels) -> policy.document()
                        .budget(cell.action(), cell.segment())
                        .ifPresent(budget -> {
                            Map<String, Object> row = row("action", cell.action());
                            row.put("segment", cell.segment());
                            row.put("budget", budget);
                            row.put("asked", Interval.of(levels.asked()));
                            row.put("kept", kept(levels.asked(), budget));
                            row.put("decisions", query(cell) + "&level=step_up");
                            rows.add(row);
                        }));
        return rows;
    }

    private static String kept(Share asked, double budget) {
        if (asked.high() <= budget) {
            return "kept";
        }
        return asked.low() > budget ? "overrun" : "unsure";
    }

    private List<Map<String, Object>> suspicions() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Map.Entry<String, Long> suspicion : figures.suspicions()) {
            Coded coded = Coded.suspicion(suspicion.getKey());
            Map<String, Object> row = row("code", coded.code());
            row.put("text", coded.text());
            row.put("count", suspicion.getValue());
            row.put("decisions", stretch + "&suspicion=" + coded.code());
            rows.add(row);
        }
        return rows;
    }

    private List<Map<String, Object>> versions() {
        List<Map<String, Object>> rows = new ArrayList<>();
        figures.versions().forEach((version, levels) -> {
            Map<String, Object> row = row("policy_version", version);
            levels(row, levels);
            row.put("asked", Interval.of(levels.asked()));
            row.put("decisions", stretch + "&policy_version=" + version);
            rows.add(row);
        });
        return rows;
    }

    private List<Map<String, Object>> drift() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Drift.Bin bin : figures.drift().bins()) {
            Map<String, Object> row = row("from", finite(bin.from()));
            row.put("to", finite(bin.to()));
            row.put("before", bin.before());
            row.put("now", bin.now());
            rows.add(row);
        }
        return rows;
    }

    private static Map<String, Object> alert(Alert alert) {
        Map<String, Object> row = row("kind", alert.kind().id());
        row.put("about", alert.about());
        row.put("at", alert.at());
        row.put("text", alert.says());
        row.put("decisions", alert.decisions());
        return row;
    }

    /** JSON has no infinity; the open ends are texts. */
    private static Object finite(double logit) {
        return Double.isInfinite(logit) ? "" : Math.round(logit * 10) / 10.0;
    }

    private static void levels(Map<String, Object> row, Levels levels) {
        row.put("total", levels.total());
        row.put("allow", levels.allow());
        row.put("step_up", levels.stepUp());
        row.put("deny", levels.deny());
    }

    private static Map<String, Object> row(String name, Object value) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put(name, value);
        return row;
    }
}
