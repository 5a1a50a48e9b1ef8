package dev.latchkey.decision.replay;

/**
 * By how much a share changes when the same decisions are made in two ways, with an interval at 95 %. The two are not
 * independent, so only those count that changed: Newcombe's hybrid score interval for paired shares (Statistics in
 * Medicine 17, 1998, method 10).
 *
 * @param both asked in both ways
 * @param more asked only in the second
 * @param fewer asked only in the first
 * @param neither asked in neither
 */
public record Change(long both, long more, long fewer, long neither) {
    /** Returns the second share less the first, −1 to 1. */
    public double value() {
        return total() == 0 ? 0 : (double) (more - fewer) / total();
    }

    /** Returns the lower end of the interval. */
    public double low() {
        Share after = after();
        Share before = before();
        double down = after.value() - after.low();
        double up = before.high() - before.value();
        return total() == 0 ? -1 : value() - root(down, up);
    }

    /** Returns the upper end of the interval. */
    public double high() {
        Share after = after();
        Share before = before();
        double up = after.high() - after.value();
        double down = before.value() - before.low();
        return total() == 0 ? 1 : value() + root(up, down);
    }

    /** Returns the first share. */
    public Share before() {
        return new Share(both + fewer, total());
    }

    /** Returns the second share. */
    public Share after() {
        return new Share(both + more, total());
    }

    private long total() {
        return both + more + fewer + neither;
    }

    private double root(double a, double b) {
        return StrictMath.sqrt(Math.max(0, a * a - 2 * phi() * a * b + b * b));
    }

    /** The correlation of the two, corrected for continuity as Newcombe does. */
    private double phi() {
        double product = (double) (both + fewer) * (more + neither) * (both + more) * (fewer + neither);
        if (product == 0) {
            return 0;
        }
        double cross = (double) both * neither - (double) more * fewer;
        double corrected = cross > 0 ? Math.max(cross - total() / 2.0, 0) : cross;
        return corrected / StrictMath.sqrt(product);
    }
}
