package dev.latchkey.decision.place;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.latchkey.id.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads small JSON objects strictly: well-formed UTF-8, no member twice, at most one object inside another, nothing
 * behind it. Values are {@code String}, {@code Long} and {@code Map}; anything else makes the whole unreadable.
 */
final class FlatJson {
    private static final int DEEPEST = 2;
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(16)
                    .maxNameLength(32)
                    .build())
            .build();

    private FlatJson() {}

    /** Returns the members of the object in {@code utf8}; empty when it is anything else. */
    static Optional<Map<String, Object>> object(Bytes utf8) {
        try (JsonParser parser = FACTORY.createParser(StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(utf8.toArray()))
                .toString())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            Optional<Map<String, Object>> object = members(parser);
            return object.isPresent() && parser.nextToken() == null ? object : Optional.empty();
        } catch (IOException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<Map<String, Object>> members(JsonParser parser) throws IOException {
        Map<String, Object> members = new HashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            Optional<?> value = switch (parser.nextToken()) {
                case VALUE_STRING -> Optional.of(parser.getText());
                case VALUE_NUMBER_INT -> Optional.of(parser.getLongValue());
                case START_OBJECT -> members(parser);
                default -> Optional.empty();
            };
            if (value.isEmpty()) {
                return Optional.empty();
            }
            members.put(name, value.get());
        }
        return Optional.of(members);
    }
}
