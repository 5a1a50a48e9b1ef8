package dev.latchkey.testing;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import io.quarkus.jackson.ObjectMapperCustomizer;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;

/**
 * Stands beside the service's Jackson in every test and refuses JSON of a type of ours that a native image would not let
 * Jackson look into. So each test of an answer is also one of its registration.
 */
@Singleton
public final class JsonCensus implements ObjectMapperCustomizer {
    @Override
    public void customize(ObjectMapper mapper) {
        mapper.registerModule(
                new SimpleModule("census").setSerializerModifier(new Written()).setDeserializerModifier(new Read()));
    }

    private static void count(Class<?> type) {
        if (type.getName().startsWith("dev.latchkey.")
                && !type.isEnum()
                && !type.isAnnotationPresent(RegisterForReflection.class)) {
            throw new IllegalStateException("a native image cannot read or write " + type.getName()
                    + " as JSON: it needs @RegisterForReflection");
        }
    }

    private static final class Written extends BeanSerializerModifier {
        private static final long serialVersionUID = 1L;

        @Override
        public JsonSerializer<?> modifySerializer(
                SerializationConfig config, BeanDescription description, JsonSerializer<?> serializer) {
            count(description.getBeanClass());
            return serializer;
        }
    }

    private static final class Read extends BeanDeserializerModifier {
        private static final long serialVersionUID = 1L;

        @Override
        public JsonDeserializer<?> modifyDeserializer(
                DeserializationConfig config, BeanDescription description, JsonDeserializer<?> deserializer) {
            count(description.getBeanClass());
            return deserializer;
        }
    }
}
