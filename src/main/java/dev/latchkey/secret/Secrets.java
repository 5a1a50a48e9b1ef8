package dev.latchkey.secret;

import io.quarkus.runtime.LaunchMode;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/** Makes the key ring and what hangs on it when the service starts. */
@Singleton
final class Secrets {
    @Produces
    @Singleton
    SecureRandom random() {
        return new SecureRandom();
    }

    @Produces
    @Singleton
    KeyRing keyRing(SecretConfig config, SecureRandom random, LaunchMode mode) {
        List<byte[]> former = config.previousKeys().orElse(List.of()).stream()
                .map(text -> decode("latchkey.previous-keys", text))
                .toList();
        if (config.key().isPresent()) {
            return new KeyRing(decode("latchkey.key", config.key().get()), former);
        }
        if (mode == LaunchMode.NORMAL) {
            throw new IllegalStateException(
                    "latchkey.key is not set: give production a key, for example from `openssl rand -base64 32`");
        }
        return new KeyRing(DeskKey.in(Path.of(config.dataFolder()), random), former);
    }

    @Produces
    @Singleton
    Seals seals(KeyRing keys, SecureRandom random) {
        return new Seals(keys, random);
    }

    @Produces
    @Singleton
    Vault vault(KeyRing keys, SecureRandom random) {
        return new Vault(keys, random);
    }

    private static byte[] decode(String name, String text) {
        try {
            byte[] key = Base64.getDecoder().decode(text.strip());
            if (key.length == KeyRing.KEY_LENGTH) {
                return key;
            }
        } catch (IllegalArgumentException notBase64) {
            // Said below, without the text: it may be most of a key.
        }
        throw new IllegalStateException(name + " must be " + KeyRing.KEY_LENGTH + " bytes as base64");
    }
}
