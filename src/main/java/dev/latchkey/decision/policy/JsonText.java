package dev.latchkey.decision.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Writes what {@link JsonTree} reads, each number as it was written. */
final class JsonText {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonText() {}

    /** Returns a tree as text that people can read; without spaces where it would be longer than a document may be. */
    static String of(Object root) {
        String readable = text(root, true);
        return readable.length() <= JsonTree.LONGEST ? readable : text(root, false);
    }

    private static String text(Object root, boolean readable) {
        StringWriter text = new StringWriter();
        try (JsonGenerator to = FACTORY.createGenerator(text)) {
            if (readable) {
                to.setPrettyPrinter(new DefaultPrettyPrinter());
            }
            write(to, root);
        } catch (IOException impossible) {
            throw new IllegalStateException("a text is written without any device", impossible);
        }
        return text.append('\n').toString();
    }

    private static void write(JsonGenerator to, Object value) throws IOException {
        switch (value) {
            case Map<?, ?> object -> {
                to.writeStartObject();
                for (Map.Entry<?, ?> member : object.entrySet()) {
                    to.writeFieldName((String) member.getKey());
                    write(to, member.getValue());
                }
                to.writeEndObject();
            }
            case List<?> list -> {
                to.writeStartArray();
                for (Object one : list) {
                    write(to, one);
                }
                to.writeEndArray();
            }
            case String text -> to.writeString(text);
            case Boolean truth -> to.writeBoolean(truth);
            case BigDecimal number -> to.writeNumber(number);
            default -> to.writeNull();
        }
    }
}
