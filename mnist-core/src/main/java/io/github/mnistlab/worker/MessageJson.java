package io.github.mnistlab.worker;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.util.Optional;

/** A message between processes as a line of JSON; an absent value is null there. */
public final class MessageJson {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addSerializer(new WriteOptional())
                    .addDeserializer(Optional.class, new ReadOptional(null)))
            .build();

    private MessageJson() {}

    /** A message as its line has it. */
    public static <T> String write(Class<T> type, T message) {
        try {
            return JSON.writerFor(type).writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "a message cannot be written: " + message.getClass().getSimpleName(), e);
        }
    }

    /** The message of a line. */
    public static <T> T read(Class<T> type, String line) throws IOException {
        return JSON.readValue(line, type);
    }

    private static final class WriteOptional extends StdSerializer<Optional<?>> {
        WriteOptional() {
            super(Optional.class, false);
        }

        @Override
        public void serialize(Optional<?> value, JsonGenerator json, SerializerProvider provider) throws IOException {
            provider.defaultSerializeValue(value.orElse(null), json);
        }
    }

    @SuppressWarnings("rawtypes")
    private static final class ReadOptional extends StdDeserializer<Optional> implements ContextualDeserializer {
        private final JavaType content;

        ReadOptional(JavaType content) {
            super(Optional.class);
            this.content = content;
        }

        @Override
        public JsonDeserializer<?> createContextual(DeserializationContext context, BeanProperty property) {
            return new ReadOptional(context.getContextualType().containedType(0));
        }

        @Override
        public Optional deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return Optional.of(context.readValue(json, content));
        }

        @Override
        public Optional getNullValue(DeserializationContext context) {
            return Optional.empty();
        }
    }
}
