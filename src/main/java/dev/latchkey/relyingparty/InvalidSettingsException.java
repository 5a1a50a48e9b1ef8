package dev.latchkey.relyingparty;

import dev.latchkey.id.RelyingPartyId;
import java.util.List;

/** Settings of a relying party that cannot be worked with; the message names each and says what would be right. */
public final class InvalidSettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidSettingsException(RelyingPartyId id, List<String> wrong) {
        super("relying party " + id + ": " + String.join("; ", wrong));
    }
}
