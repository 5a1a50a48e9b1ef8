package dev.latchkey.postgres;

import java.util.Locale;

/**
 * What this process was started for, as its main class has said: known before there is any configuration, and so a
 * system property, which is no setting.
 */
public enum Errand {
    /** Serves customers. */
    SERVE,
    /** Runs one command on a schema that stands. */
    COMMAND,
    /** Brings the schema up to this release and ends: needs the owner's role alone, neither key nor the service's password. */
    MIGRATE;

    private static final String PROPERTY = "dev.latchkey.errand";

    /** Says that this process has this errand. */
    public void begin() {
        System.setProperty(PROPERTY, name().toLowerCase(Locale.ROOT));
    }

    /** Returns this process's errand: to serve, where nobody has said anything else. */
    public static Errand current() {
        return valueOf(System.getProperty(PROPERTY, SERVE.name()).toUpperCase(Locale.ROOT));
    }
}
