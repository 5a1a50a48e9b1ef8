package dev.latchkey.passkey;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.webauthn4j.converter.util.ObjectConverter;

/**
 * WebAuthn4J's JSON and CBOR converters, refusing to convert anything. What they construct by reflection is registered
 * nowhere, so a native image cannot do it either; ceremonies that pass with this converter never ask it.
 */
final class SilentConverter {
    private SilentConverter() {}

    static ObjectConverter make() {
        return new ObjectConverter(
                new ObjectMapper().registerModule(silence()),
                new ObjectMapper(new CBORFactory()).registerModule(silence()));
    }

    private static Module silence() {
        return new SimpleModule("silence")
                .setSerializerModifier(new Unwritten())
                .setDeserializerModifier(new Unread());
    }

    private static IllegalStateException asked(BeanDescription description) {
        return new IllegalStateException(
                "WebAuthn4J converts " + description.getBeanClass().getName() + ", which a native image cannot");
    }

    private static final class Unwritten extends BeanSerializerModifier {
        private static final long serialVersionUID = 1L;

        @Override
        public JsonSerializer<?> modifySerializer(
                SerializationConfig config, BeanDescription description, JsonSerializer<?> serializer) {
            throw asked(description);
        }
    }

    private static final class Unread extends BeanDeserializerModifier {
        private static final long serialVersionUID = 1L;

        @Override
        public JsonDeserializer<?> modifyDeserializer(
                DeserializationConfig config, BeanDescription description, JsonDeserializer<?> deserializer) {
            throw asked(description);
        }
    }
}
