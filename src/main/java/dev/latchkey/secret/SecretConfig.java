package dev.latchkey.secret;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** Where the key ring comes from. Set by whoever deploys; never by a file in an image. */
@ConfigMapping(prefix = "latchkey")
interface SecretConfig {
    /**
     * The key-encryption key: 32 bytes as base64, for example from {@code openssl rand -base64 32}. Without it a desk
     * makes one and keeps it in its data folder; production refuses to start.
     */
    Optional<String> key();

    /** Former key-encryption keys, each as {@link #key()}, until everything closed under them has been closed anew. */
    Optional<List<String>> previousKeys();

    /** Folder for what a desk keeps across restarts. Default {@code .latchkey}; never used in production. */
    String dataFolder();
}
