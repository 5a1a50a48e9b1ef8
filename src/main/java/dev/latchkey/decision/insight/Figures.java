package dev.latchkey.decision.insight;

import dev.latchkey.decision.replay.Share;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** What was counted of a stretch of the log; adds up day by day. For one thread. */
public final class Figures {
    private final SortedMap<Instant, Levels> times = new TreeMap<>();
    private final SortedMap<Cell, Levels> cells = new TreeMap<>();
    private final SortedMap<Integer, Levels> versions = new TreeMap<>();
    private final SortedMap<Said, Long> reasons = new TreeMap<>();
    private final SortedMap<String, Long> suspicions = new TreeMap<>();
    private final SortedMap<Followed, Long> followed = new TreeMap<>();
    private final SortedMap<Long, Long> seconds = new TreeMap<>();
    private final SortedMap<String, long[]> unknown = new TreeMap<>();
    private final ScoreHistogram scores = new ScoreHistogram();
    private final ScoreHistogram scoresBefore = new ScoreHistogram();
    private double expected;
    private long hostile;
    private long labelled;

    /** What was attempted, and how much was known of the account. */
    public record Cell(String action, String segment) implements Comparable<Cell> {
        @Override
        public int compareTo(Cell other) {
            int byAction = action.compareTo(other.action);
            return byAction != 0 ? byAction : segment.compareTo(other.segment);
        }
    }

    /** A reason that was given for a level. */
    public record Said(String level, String reason) implements Comparable<Said> {
        @Override
        public int compareTo(Said other) {
            int byLevel = level.compareTo(other.level);
            return byLevel != 0 ? byLevel : reason.compareTo(other.reason);
        }
    }

    /** What became of decisions, and who says so. */
    public record Followed(String label, String source) implements Comparable<Followed> {
        @Override
        public int compareTo(Followed other) {
            int byLabel = label.compareTo(other.label);
            return byLabel != 0 ? byLabel : source.compareTo(other.source);
        }
    }

    /** A group of decisions that are alike. */
    record Group(
            Instant bucket,
            Cell cell,
            String level,
            int version,
            String suspicion,
            List<String> reasons,
            long many,
            double expected) {}

    void add(Group group) {
        Levels levels = Levels.of(group.level(), group.many());
        times.merge(group.bucket(), levels, Levels::plus);
        cells.merge(group.cell(), levels, Levels::plus);
        versions.merge(group.version(), levels, Levels::plus);
        expected += group.expected();
        if (levels.allow() == 0) {
            suspicions.merge(group.suspicion(), group.many(), Long::sum);
            group.reasons().forEach(code -> reasons.merge(new Said(group.level(), code), group.many(), Long::sum));
        }
    }

    void addFollowed(Followed what, OptionalLong after, long many) {
        followed.merge(what, many, Long::sum);
        after.ifPresent(second -> seconds.merge(Math.max(0, second), many, Long::sum));
    }

    void addKnown(long moreHostile, long moreLabelled) {
        hostile += moreHostile;
        labelled += moreLabelled;
    }

    void addUnknown(String what, boolean isUnknown) {
        long[] counts = unknown.computeIfAbsent(what, name -> new long[2]);
        counts[0] += isUnknown ? 1 : 0;
        counts[1]++;
    }

    ScoreHistogram scores() {
        return scores;
    }

    ScoreHistogram scoresBefore() {
        return scoresBefore;
    }

    /** Returns all levels together. */
    public Levels all() {
        return times.values().stream().reduce(Levels.NONE, Levels::plus);
    }

    /** Returns levels by the hour or day that begins then. */
    public SortedMap<Instant, Levels> times() {
        return times;
    }

    /** Returns levels by what was attempted, and how much was known. */
    public SortedMap<Cell, Levels> cells() {
        return cells;
    }

    /** Returns levels by the version of the policy. */
    public SortedMap<Integer, Levels> versions() {
        return versions;
    }

    /** Returns how often which reason was given, the most frequent first; of what passed none. */
    public List<Map.Entry<Said, Long>> reasons() {
        return byCount(reasons);
    }

    /** Returns how often which explanation led, of what did not pass. */
    public List<Map.Entry<String, Long>> suspicions() {
        return byCount(suspicions);
    }

    /** Returns what became of decisions. */
    public SortedMap<Followed, Long> followed() {
        return followed;
    }

    /** Returns how many have any label. */
    public long labelled() {
        return labelled;
    }

    /** Returns how many of the questions that are over were answered well. */
    public Share passed() {
        long passed = of("passed");
        return new Share(passed, passed + of("failed") + of("abandoned"));
    }

    /** Returns how often this became of a decision, whoever says so. */
    public long of(String label) {
        return followed.entrySet().stream()
                .filter(entry -> entry.getKey().label().equals(label))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Returns how many questions were answered well. */
    public long answered() {
        return seconds.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * Returns how many whole seconds passed between question and answer, at most, for a share of those that were answered.
     *
     * @param share above 0, at most 1
     * @return empty when none was
     */
    public OptionalLong seconds(double share) {
        long rank = (long) StrictMath.ceil(share * answered());
        long below = 0;
        for (Map.Entry<Long, Long> entry : seconds.entrySet()) {
            below += entry.getValue();
            if (below >= rank) {
                return OptionalLong.of(entry.getKey());
            }
        }
        return OptionalLong.empty();
    }

    /** Returns hostile attempts seen against expected. */
    public Ratio calibration() {
        return new Ratio(hostile, expected);
    }

    /** Returns how the scores moved since the period before. */
    public Drift drift() {
        return Drift.of(scoresBefore, scores);
    }

    /** Returns of a sample of decisions how many lacked what. */
    public SortedMap<String, Share> unknown() {
        SortedMap<String, Share> shares = new TreeMap<>();
        unknown.forEach((what, counts) -> shares.put(what, new Share(counts[0], counts[1])));
        return shares;
    }

    private static <K extends Comparable<K>> List<Map.Entry<K, Long>> byCount(SortedMap<K, Long> counts) {
        List<Map.Entry<K, Long>> entries = new ArrayList<>(counts.entrySet());
        entries.sort(Map.Entry.<K, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()));
        return entries;
    }
}
