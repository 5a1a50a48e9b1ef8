package dev.latchkey.risk.signal;

/** An authenticator apart from the device, where this account never used one. */
record NewAttachment() implements Signal {
    @Override
    public double read(float[] numbers, Constants constants) {
        boolean apart = Column.ATTACHMENT.in(numbers) >= 2;
        return apart ? StrictMath.log1p(Column.LOGINS.in(numbers)) / (1 + Column.ATTACHMENT_OWN.in(numbers)) : 0;
    }

    @Override
    public boolean known(float[] numbers) {
        return Column.ATTACHMENT.isSetIn(numbers);
    }
}
