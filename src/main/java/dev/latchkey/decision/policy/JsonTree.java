package dev.latchkey.decision.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads JSON into plain values: {@code String}, {@code Boolean}, {@code BigDecimal}, {@code List}, {@code Map} and
 * {@link Nothing} for null. A member that is there twice is named with its path, which a library that stops there
 * would not do.
 */
final class JsonTree {
    static final int LONGEST = 262_144;
    private static final int DEPTH = 16;

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH)
                    .maxNumberLength(32)
                    .maxNameLength(256)
                    .build())
            .build();

    /** What {@code null} is read as. */
    enum Nothing {
        NULL
    }

    private final Faults faults;

    JsonTree(Faults faults) {
        this.faults = faults;
    }

    /** Returns the root; empty, with a fault, for what is not JSON at all. */
    Optional<Object> read(String text) {
        if (text.length() > LONGEST) {
            faults.add("$", "must be at most " + LONGEST + " characters, was " + text.length());
            return Optional.empty();
        }
        try (JsonParser parser = FACTORY.createParser(text)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                faults.add("$", "must be JSON, was empty");
                return Optional.empty();
            }
            Object root = value(parser, first, "$");
            if (parser.nextToken() != null) {
                faults.add("$", "must end where its first value does" + where(parser));
            }
            return Optional.of(root);
        } catch (JsonProcessingException malformed) {
            faults.add(
                    "$",
                    "must be JSON: " + malformed.getOriginalMessage() + " at line "
                            + malformed.getLocation().getLineNr() + ", column "
                            + malformed.getLocation().getColumnNr());
            return Optional.empty();
        } catch (IOException impossible) {
            throw new IllegalStateException("a text is read without any device", impossible);
        }
    }

    private Object value(JsonParser parser, JsonToken token, String path) throws IOException {
        return switch (token) {
            case START_OBJECT -> object(parser, path);
            case START_ARRAY -> array(parser, path);
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            default -> Nothing.NULL;
        };
    }

    private Map<String, Object> object(JsonParser parser, String path) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            Object value = value(parser, parser.nextToken(), Spot.below(path, name));
            if (members.putIfAbsent(name, value) != null) {
                faults.add(Spot.below(path, name), "must be there once, is there twice");
            }
        }
        return members;
    }

    private List<Object> array(JsonParser parser, String path) throws IOException {
        List<Object> values = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            values.add(value(parser, token, path + "[" + values.size() + "]"));
        }
        return values;
    }

    private static String where(JsonParser parser) {
        return "; more follows at line " + parser.currentTokenLocation().getLineNr();
    }
}
