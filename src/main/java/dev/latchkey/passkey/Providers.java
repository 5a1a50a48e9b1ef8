package dev.latchkey.passkey;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Names of well-known passkey providers by AAGUID, from a small table of our own. An AAGUID is not attested here: the
 * name helps its owner to tell passkeys apart and proves nothing.
 */
final class Providers {
    private static final Map<UUID, String> NAMES = load();

    private Providers() {}

    /** Returns the provider's name; empty when the AAGUID is not in the table. */
    static Optional<String> nameOf(UUID aaguid) {
        return Optional.ofNullable(NAMES.get(aaguid));
    }

    private static Map<UUID, String> load() {
        Properties table = new Properties();
        try (InputStream resource = Providers.class.getResourceAsStream("providers.properties")) {
            table.load(new InputStreamReader(resource, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return table.stringPropertyNames().stream()
                .collect(Collectors.toUnmodifiableMap(UUID::fromString, table::getProperty));
    }
}
