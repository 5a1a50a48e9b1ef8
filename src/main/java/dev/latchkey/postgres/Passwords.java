package dev.latchkey.postgres;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Properties;

/**
 * The embedded server's passwords: made at the first start and kept beside its data, readable by the owner of the file
 * alone.
 *
 * @param superuser of {@code postgres}, who makes the database and the two roles
 * @param owner of {@code latchkey_owner}, who runs the migrations
 * @param app of {@code latchkey_app}, as which the service works
 */
record Passwords(String superuser, String owner, String app) {
    private static final int RANDOM_BYTES = 24;

    /** Reads the passwords in {@code file}, or makes them. */
    static Passwords in(Path file, SecureRandom random) throws IOException {
        if (!Files.exists(file)) {
            Properties fresh = new Properties();
            for (String role : new String[] {"superuser", "owner", "app"}) {
                byte[] password = new byte[RANDOM_BYTES];
                random.nextBytes(password);
                fresh.setProperty(role, Base64.getUrlEncoder().withoutPadding().encodeToString(password));
            }
            write(fresh, file);
        }
        Properties kept = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            kept.load(reader);
        }
        return new Passwords(of(kept, "superuser", file), of(kept, "owner", file), of(kept, "app", file));
    }

    private static void write(Properties passwords, Path file) throws IOException {
        StringWriter text = new StringWriter();
        passwords.store(text, "Passwords of the embedded PostgreSQL beside this file.");
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        Files.deleteIfExists(unfinished);
        Files.createFile(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(unfinished, text.toString(), StandardOpenOption.WRITE);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String of(Properties kept, String role, Path file) {
        return Optional.ofNullable(kept.getProperty(role))
                .orElseThrow(() -> new EmbeddedPostgresException(file + " names no password of " + role
                        + ": put the file back, or remove its folder to begin with an empty database"));
    }

    @Override
    public String toString() {
        return "Passwords[redacted]";
    }
}
