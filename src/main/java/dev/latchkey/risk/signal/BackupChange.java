package dev.latchkey.risk.signal;

/** The passkey'\''s backup state changed (WebAuthn L3 §6.1.3): it is now synced, or no longer. */
record BackupChange() implements Signal {
    @Override
    public double read(float[] numbers, Constants constants) {
        return Column.BACKUP_CHANGED.isSetIn(numbers) ? 1 : 0;
    }

    @Override
    public boolean known(float[] numbers) {
        return true;
    }
}
