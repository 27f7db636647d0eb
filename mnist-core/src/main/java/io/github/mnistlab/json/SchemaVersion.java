package io.github.mnistlab.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.OptionalInt;

/** The version of the form that a file of ours has, which decides whether the rest of it can be read. */
public final class SchemaVersion {
    private static final String FIELD = "schemaVersion";

    private SchemaVersion() {}

    /**
     * Reads no more than it takes: the version stands near the beginning.
     *
     * @param parser at the beginning of a file
     * @return empty if it has none, or one that is no int
     */
    public static OptionalInt read(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return OptionalInt.empty();
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals(FIELD)) {
                return value == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() == JsonParser.NumberType.INT
                        ? OptionalInt.of(parser.getIntValue())
                        : OptionalInt.empty();
            }
            parser.skipChildren();
        }
        return OptionalInt.empty();
    }
}
