package dev.latchkey.riskbench;

/**
 * What segment an account is in, by what was learnt of it. Fewer than three logins: new; then, after ninety days of
 * absence, dormant.
 *
 * @param logins how many were learnt
 * @param lastAt when the last one was
 */
record Standing(int logins, long lastAt) {
    static final Standing UNKNOWN = new Standing(0, 0);

    private static final int FEW = 3;
    private static final long DORMANT_MILLIS = 90L * 86_400_000;

    enum Segment {
        NEW,
        REGULAR,
        DORMANT
    }

    Segment segment(long now) {
        if (logins < FEW) {
            return Segment.NEW;
        }
        return now - lastAt > DORMANT_MILLIS ? Segment.DORMANT : Segment.REGULAR;
    }

    Standing after(long at) {
        return new Standing(logins + 1, at);
    }
}
