package dev.latchkey.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The key-encryption key of a developer's desk: made at the first start, kept beside the desk's database. */
final class DeskKey {
    private DeskKey() {}

    static byte[] in(Path folder, SecureRandom random) {
        Path file = folder.resolve("key");
        try {
            Files.createDirectories(folder);
            byte[] fresh = new byte[KeyRing.KEY_LENGTH];
            random.nextBytes(fresh);
            try {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, Base64.getEncoder().encodeToString(fresh), StandardOpenOption.WRITE);
            } catch (FileAlreadyExistsException keptFromBefore) {
                return Base64.getDecoder().decode(Files.readString(file).strip());
            }
            return fresh;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the desk's key in " + file, e);
        }
    }
}
