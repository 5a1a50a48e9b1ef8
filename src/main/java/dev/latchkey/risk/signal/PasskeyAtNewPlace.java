package dev.latchkey.risk.signal;

/**
 * A known passkey on an unknown device, and the place is unknown too. Owners take a new device into use where they mostly
 * are; each of the two alone is common, both together are not, which adding them up would miss.
 */
record PasskeyAtNewPlace() implements Signal {
    private static final double NETWORK = 1;
    private static final double OPERATOR = 1.5;

    @Override
    public double read(float[] numbers, Constants constants) {
        if (!PasskeyElsewhere.isSoIn(numbers)) {
            return 0;
        }
        if (Column.OPERATOR_OWN.in(numbers) <= 0) {
            return OPERATOR;
        }
        return Column.NETWORK_OWN.in(numbers) <= 0 ? NETWORK : 0;
    }

    @Override
    public boolean known(float[] numbers) {
        return Column.CONTINUITY.isSetIn(numbers)
                && Column.CREDENTIAL_OWN.knownIn(numbers)
                && Column.NETWORK_OWN.knownIn(numbers);
    }
}
