package dev.latchkey.assurance;

import java.util.Locale;
import java.util.Optional;

/** Authentication method references, those of RFC 8176 §2 that this service can truthfully utter. */
public enum Amr {
    /** Proof of possession of a key. */
    POP,
    /** Something the customer did or is: user presence or verification by the device. */
    USER,
    /** More than one factor. */
    MFA,
    /** A one-time code, recovery codes included. */
    OTP,
    /** Proof of possession of a hardware-secured key; only said of attested keys. */
    HWK;

    /** Returns the registered value. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads a registered value; empty for anything else. */
    public static Optional<Amr> fromValue(String value) {
        for (Amr amr : values()) {
            if (amr.value().equals(value)) {
                return Optional.of(amr);
            }
        }
        return Optional.empty();
    }
}
