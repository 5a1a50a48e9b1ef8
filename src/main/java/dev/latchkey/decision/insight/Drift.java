package dev.latchkey.decision.insight;

import java.util.ArrayList;
import java.util.List;

/**
 * By how much the distribution of scores has moved since a period before: the population stability index, Σ (now − before)
 * ln (now / before) over about ten bins that held as much each before. Below 0.1 it is steady, above 0.25 it has drifted;
 * those are customs of the trade, not theorems. By chance alone it is expected to be (bins − 1)(1/n + 1/m).
 *
 * @param psi the index
 * @param byChance what is to be expected of it when nothing has moved
 * @param before how many decisions there were before
 * @param now how many there are now
 * @param bins what it was summed over
 */
public record Drift(double psi, double byChance, long before, long now, List<Bin> bins) {
    static final double MOVED = 0.1;
    static final double DRIFTED = 0.25;

    /** Fewer than this, in either period, tell nothing. */
    static final long FEW = 200;

    private static final int BINS = 10;

    /** Keeps an immutable copy. */
    public Drift {
        bins = List.copyOf(bins);
    }

    /** What an index says. */
    public enum Finding {
        /** Nothing has moved that is worth a thought. */
        STEADY,
        /** Something has moved. */
        MOVED,
        /** So much has moved that lines and calibration should be looked at. */
        DRIFTED,
        /** There are too few decisions to tell. */
        TOO_FEW
    }

    /**
     * One bin of logits.
     *
     * @param from its lower end; negative infinity for the lowest
     * @param to its upper end; infinity for the highest
     * @param before its share before
     * @param now its share now
     */
    public record Bin(double from, double to, double before, double now) {}

    /** Returns what it says. */
    public Finding finding() {
        if (before < FEW || now < FEW) {
            return Finding.TOO_FEW;
        }
        // What chance alone would do is no movement.
        double beyond = psi - byChance;
        if (beyond >= DRIFTED) {
            return Finding.DRIFTED;
        }
        return beyond >= MOVED ? Finding.MOVED : Finding.STEADY;
    }

    /** Compares two histograms of the same cells. */
    static Drift of(ScoreHistogram former, ScoreHistogram present) {
        long n = former.total();
        long m = present.total();
        if (n == 0 || m == 0) {
            return new Drift(0, 0, n, m, List.of());
        }
        List<Bin> bins = new ArrayList<>();
        double psi = 0;
        int from = 0;
        long held = 0;
        long holds = 0;
        int left = BINS;
        long rest = n;
        for (int cell = 0; cell < ScoreHistogram.CELLS; cell++) {
            held += former.in(cell);
            holds += present.in(cell);
            boolean last = cell == ScoreHistogram.CELLS - 1;
            if (last || left > 1 && held > 0 && held * left >= rest) {
                bins.add(new Bin(
                        from == 0 ? Double.NEGATIVE_INFINITY : ScoreHistogram.lower(from),
                        last ? Double.POSITIVE_INFINITY : ScoreHistogram.lower(cell + 1),
                        (double) held / n,
                        (double) holds / m));
                // Half a decision in each, so that an empty bin is not infinitely strange.
                double before = (held + 0.5) / (n + 0.5 * BINS);
                double now = (holds + 0.5) / (m + 0.5 * BINS);
                psi += (now - before) * StrictMath.log(now / before);
                rest -= held;
                left--;
                from = cell + 1;
                held = 0;
                holds = 0;
            }
        }
        return new Drift(psi, (bins.size() - 1) * (1.0 / n + 1.0 / m), n, m, bins);
    }
}
