package dev.latchkey.decision.place;

import java.io.IOException;

/** A file that cannot be what it should be; nothing of it is used. */
final class DamagedFileException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedFileException(String what) {
        super(what);
    }

    DamagedFileException(String what, Throwable cause) {
        super(what, cause);
    }
}
