package dev.latchkey.decision.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.risk.Segment;
import java.math.BigDecimal;
import java.util.Map;

/** Changes of a document's lines, as JSON merge patches (RFC 7396). */
public final class PolicyEdit {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private PolicyEdit() {}

    /** What a line is drawn by. */
    public enum By {
        /** By a share of legitimate attempts. */
        BUDGET("budget"),
        /** By a probability. */
        THRESHOLD("threshold");

        private final String member;

        By(String member) {
            this.member = member;
        }
    }

    /** Returns the patch that draws an action's lines anew; what a segment's line says of refusing stays. */
    public static ObjectNode lines(String action, By by, Map<Segment, Double> lines) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        ObjectNode rule = patch.putObject("actions").putObject(action);
        lines.forEach((segment, line) -> {
            ObjectNode limit = rule.putObject(segment.slug());
            for (String member : new String[] {"budget", "threshold", "by_cost"}) {
                if (member.equals(by.member)) {
                    limit.put(member, BigDecimal.valueOf(line));
                } else {
                    limit.putNull(member);
                }
            }
        });
        return patch;
    }

    /**
     * Returns a document with a patch applied.
     *
     * @param text a valid document
     */
    public static String apply(String text, ObjectNode patch) {
        try {
            JsonNode tree = MAPPER.readTree(text);
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(merged(tree, patch));
        } catch (JsonProcessingException invalid) {
            throw new IllegalArgumentException("a document that is no JSON", invalid);
        }
    }

    /** RFC 7396 §2. */
    private static JsonNode merged(JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode members)) {
            return patch;
        }
        ObjectNode result = target instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
        members.properties().forEach(member -> {
            if (member.getValue().isNull()) {
                result.remove(member.getKey());
            } else {
                JsonNode former = result.has(member.getKey()) ? result.get(member.getKey()) : result.nullNode();
                result.set(member.getKey(), merged(former, member.getValue()));
            }
        });
        return result;
    }
}
