package io.github.mnistlab.experiment.file.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A place of the published schema (JSON Schema, draft 2020-12) that is being written, and the definitions that all places
 * share.
 *
 * @param path of the field, from which definitions get their names
 * @param isPartial whether what is written may be laid over a complete value, so that nothing is required
 * @param definitions each with its name; what is the same is defined once
 */
public record SchemaWriter(String path, boolean isPartial, Map<ObjectNode, String> definitions) {
    private static final String DEFINITIONS = "#/$defs/";

    static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** For a whole file. */
    public SchemaWriter() {
        this("", false, new LinkedHashMap<>());
    }

    /** Adds the definitions, once everything is written. Each has as much of its path for a name as no other ends with. */
    public ObjectNode withDefinitions(ObjectNode schema) {
        ObjectNode byName = schema.putObject("$defs");
        definitions.forEach((definition, name) -> byName.set(shortName(name), definition));
        for (JsonNode reference : schema.findParents("$ref")) {
            String name = reference.get("$ref").textValue().substring(DEFINITIONS.length());
            ((ObjectNode) reference).put("$ref", DEFINITIONS + shortName(name));
        }
        return schema;
    }

    /** Of several definitions of one path, all but the first have a number. */
    private static String unnumbered(String path) {
        return path.replaceFirst("-[0-9]+$", "");
    }

    private String shortName(String path) {
        String shortest = path;
        for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
            String end = path.substring(dot);
            if (definitions.values().stream()
                    .anyMatch(other -> !unnumbered(other).equals(unnumbered(path))
                            && ("." + unnumbered(other)).endsWith(unnumbered(end)))) {
                break;
            }
            shortest = end.substring(1);
        }
        return shortest;
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
        String name = definitions.get(schema);
        if (name == null) {
            name = path;
            for (int i = 2; definitions.containsValue(name); i++) {
                name = path + "-" + i;
            }
            definitions.put(schema, name);
        }
        return JSON.objectNode().put("$ref", DEFINITIONS + name);
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
        if (schema.path("type").isTextual() && !schema.has("enum")) {
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
