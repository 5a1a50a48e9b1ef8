package dev.latchkey.risk.signal;

/**
 * A passkey this account knows, held by a device it does not know: a new phone of the owner's cloud, or somebody else's.
 * Where the authenticator stands apart, the passkey stayed where it was; where a known device changed, its cookie
 * came along, which is not this.
 */
record PasskeyElsewhere() implements Signal {
    private static final int NEW = 3;
    private static final int WITHHELD = 5;
    private static final int CROSS_PLATFORM = 2;

    @Override
    public double read(float[] numbers, Constants constants) {
        return isSoIn(numbers) ? 1 : 0;
    }

    static boolean isSoIn(float[] numbers) {
        float continuity = Column.CONTINUITY.in(numbers);
        return Column.CREDENTIAL_OWN.in(numbers) > 0
                && (continuity == NEW || continuity == WITHHELD)
                && Column.ATTACHMENT.in(numbers) != CROSS_PLATFORM;
    }

    @Override
    public boolean known(float[] numbers) {
        return Column.CONTINUITY.isSetIn(numbers) && Column.CREDENTIAL_OWN.knownIn(numbers);
    }
}
