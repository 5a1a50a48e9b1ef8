package dev.latchkey.risk.signal;

/** One question put to an attempt. Its answer depends on the numbers and the constants alone. */
public sealed interface Signal
        permits BackupChange,
                BrokenContinuity,
                BrowserRegression,
                CounterRegression,
                DeviceFailures,
                FarPlace,
                FastTravel,
                FreshCredential,
                HintContradiction,
                LongAbsence,
                MissingProof,
                MissingVerification,
                NetworkFailures,
                AccountFailures,
                NewAttachment,
                NewProvider,
                PasskeyAtNewPlace,
                PasskeyElsewhere,
                PasskeyOnOtherSystem,
                RarePlace,
                RareAgent,
                RecentRecovery,
                RevokedProvider,
                UnfamiliarDevice,
                UnfamiliarLevel,
                UnprovenAtNewPlace,
                UnprovenDevice,
                UnusualHour,
                UsualNetwork {
    /**
     * Returns how unusual the attempt is in this respect: 0 when it is as usual or when a fact is unknown, and never
     * less for a worse fact.
     */
    double read(float[] numbers, Constants constants);

    /** Whether the facts it needs are known. */
    boolean known(float[] numbers);
}
