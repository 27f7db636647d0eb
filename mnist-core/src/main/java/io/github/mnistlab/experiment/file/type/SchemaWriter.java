package io.github.mnistlab.experiment.file.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Collection;

/**
 * A place of the published schema (JSON Schema, draft 2020-12) that is being written, and the definitions that all places
 * share.
 *
 * @param path of the field, from which definitions get their names
 * @param isPartial whether what is written may be laid over a complete value, so that nothing is required
 * @param definitions what all places refer to
 */
public record SchemaWriter(String path, boolean isPartial, Definitions definitions) {
    static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** For a whole file. */
    public SchemaWriter() {
        this("", false, new Definitions());
    }

    /** Adds the definitions, once everything is written. */
    public ObjectNode withDefinitions(ObjectNode schema) {
        return definitions.addTo(schema);
    }

    String path(String name) {
        return path.isEmpty() ? name : path + Check.SEPARATOR + name;
    }

    SchemaWriter at(String place) {
        return new SchemaWriter(place, isPartial, definitions);
    }

    SchemaWriter ofPart() {
        return new SchemaWriter(path, true, definitions);
    }

    /** A reference to the definition of this place, or to one like it that there is already. */
    ObjectNode define(ObjectNode schema) {
        return definitions.define(path, schema);
    }

    static ObjectNode described(String description, ObjectNode schema) {
        return description.isEmpty()
                ? schema
                : JSON.objectNode().put("description", description).setAll(schema);
    }

    static ObjectNode typed(String type) {
        return JSON.objectNode().put("type", type);
    }

    static ObjectNode orNull(ObjectNode schema) {
        if (schema.path("type").isTextual()) {
            String type = schema.get("type").textValue();
            schema.putArray("type").add(type).add("null");
            return schema;
        }
        ObjectNode either = JSON.objectNode();
        either.putArray("anyOf").add(schema).addObject().put("type", "null");
        return either;
    }

    static ArrayNode strings(Collection<String> values) {
        ArrayNode array = JSON.arrayNode();
        values.forEach(array::add);
        return array;
    }

    static JsonNode number(BigDecimal value) {
        return value.scale() <= 0 ? JSON.numberNode(value.longValueExact()) : JSON.numberNode(value);
    }
}
