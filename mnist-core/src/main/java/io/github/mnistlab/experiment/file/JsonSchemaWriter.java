package io.github.mnistlab.experiment.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mnistlab.experiment.file.FieldType.Choice;
import io.github.mnistlab.experiment.file.FieldType.Field;
import io.github.mnistlab.experiment.file.FieldType.Group;
import io.github.mnistlab.experiment.file.FieldType.IntegerRange;
import io.github.mnistlab.experiment.file.FieldType.Kinds;
import io.github.mnistlab.experiment.file.FieldType.ListOf;
import io.github.mnistlab.experiment.file.FieldType.MapOf;
import io.github.mnistlab.experiment.file.FieldType.NumberRange;
import io.github.mnistlab.experiment.file.FieldType.OneOf;
import io.github.mnistlab.experiment.file.FieldType.Partial;
import io.github.mnistlab.experiment.file.FieldType.Presence;
import io.github.mnistlab.experiment.file.FieldType.Shared;
import io.github.mnistlab.experiment.file.FieldType.Text;
import io.github.mnistlab.experiment.file.FieldType.Truth;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;

/** Writes a {@link FieldType} as JSON Schema, draft 2020-12. */
final class JsonSchemaWriter {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Overrides are partial: nothing is required in them. */
    private final boolean partial;

    /** Of what is shared, by name. */
    private final ObjectNode definitions;

    private JsonSchemaWriter(boolean partial, ObjectNode definitions) {
        this.partial = partial;
        this.definitions = definitions;
    }

    /** The schema of complete values of a type. */
    static ObjectNode write(FieldType type) {
        ObjectNode definitions = JSON.objectNode();
        ObjectNode schema = new JsonSchemaWriter(false, definitions).schema(type);
        return definitions.isEmpty() ? schema : schema.set("$defs", definitions);
    }

    private ObjectNode schema(FieldType type) {
        if (type instanceof Truth) {
            return typed("boolean");
        }
        if (type instanceof IntegerRange range) {
            return typed("integer").put("minimum", range.least()).put("maximum", range.most());
        }
        if (type instanceof NumberRange range) {
            ObjectNode schema = typed("number");
            schema.set(range.leastExcluded() ? "exclusiveMinimum" : "minimum", number(range.least()));
            schema.set(range.mostExcluded() ? "exclusiveMaximum" : "maximum", number(range.most()));
            return schema;
        }
        if (type instanceof Choice choice) {
            ObjectNode schema = typed("string");
            schema.set("enum", strings(choice.values()));
            return schema;
        }
        if (type instanceof Text text) {
            return text(text);
        }
        if (type instanceof OneOf oneOf) {
            ObjectNode schema = JSON.objectNode();
            ArrayNode forms = schema.putArray("anyOf");
            oneOf.forms().forEach(form -> forms.add(schema(form)));
            return schema;
        }
        if (type instanceof ListOf list) {
            ObjectNode schema = typed("array").put("minItems", list.min()).put("maxItems", list.max());
            if (list.unique()) {
                schema.put("uniqueItems", true);
            }
            schema.set("items", schema(list.item()));
            return schema;
        }
        if (type instanceof MapOf map) {
            ObjectNode schema = typed("object").put("minProperties", map.min()).put("maxProperties", map.max());
            schema.set("propertyNames", schema(map.key()));
            schema.set("additionalProperties", schema(map.value()));
            return schema;
        }
        if (type instanceof Partial part) {
            ObjectNode schema = new JsonSchemaWriter(true, definitions).schema(part.whole());
            return part.orNothing() ? orNull(schema) : schema;
        }
        if (type instanceof Shared shared) {
            if (!definitions.has(shared.name())) {
                definitions.set(shared.name(), schema(shared.type()));
            }
            return JSON.objectNode().put("$ref", "#/$defs/" + shared.name());
        }
        return type instanceof Group group ? group(typed("object"), group, null) : kinds((Kinds) type);
    }

    private static ObjectNode text(Text text) {
        ObjectNode schema = typed("string").put("maxLength", text.maxLength());
        return text.pattern() == null ? schema : schema.put("pattern", "^(?:" + text.pattern() + ")$");
    }

    private ObjectNode group(ObjectNode schema, Group group, String discriminator) {
        ObjectNode properties = schema.putObject("properties");
        if (discriminator != null) {
            properties.put(discriminator, true);
        }
        ArrayNode required = JSON.arrayNode();
        for (Field field : group.fields()) {
            properties.set(field.name(), field(field));
            if (field.presence() == Presence.REQUIRED && !partial) {
                required.add(field.name());
            }
        }
        schema.put("additionalProperties", false);
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        if (!group.exactlyOne().isEmpty()) {
            ArrayNode alternatives = schema.putArray("oneOf");
            group.exactlyOne()
                    .forEach(name ->
                            alternatives.addObject().putArray("required").add(name));
        }
        if (!group.needs().isEmpty()) {
            ObjectNode dependencies = schema.putObject("dependentRequired");
            group.needs().forEach((name, needed) -> dependencies.putArray(name).add(needed));
        }
        if (!group.ranges().isEmpty()) {
            ArrayNode conditions = schema.putArray("allOf");
            group.ranges().forEach(range -> conditionalRange(conditions.addObject(), range));
        }
        return schema;
    }

    private void conditionalRange(ObjectNode schema, FieldType.ConditionalRange range) {
        ObjectNode condition = schema.putObject("if");
        condition.putObject("properties").putObject(range.selector()).set("enum", strings(range.values()));
        condition.putArray("required").add(range.selector());
        ObjectNode properties = schema.putObject("then").putObject("properties");
        range.fields().forEach(name -> {
            ObjectNode bounds = schema(range.range());
            bounds.remove("type");
            properties.set(name, bounds);
        });
    }

    private ObjectNode field(Field field) {
        ObjectNode schema = JSON.objectNode();
        schema.put("description", field.description());
        ObjectNode type = schema(field.type());
        schema.setAll(field.presence() == Presence.NULLABLE ? orNull(type) : type);
        if (field.presence() == Presence.DEFAULTED && !partial) {
            schema.set("default", field.defaultValue());
        }
        return schema;
    }

    private ObjectNode kinds(Kinds kinds) {
        String discriminator = kinds.discriminator();
        ObjectNode schema = typed("object");
        ObjectNode name = schema.putObject("properties").putObject(discriminator);
        name.put("description", kinds.description());
        name.set("enum", strings(kinds.names()));
        if (kinds.defaultKind() == null) {
            if (!partial) {
                schema.putArray("required").add(discriminator);
            }
        } else if (!partial) {
            name.put("default", kinds.defaultKind());
        }
        ArrayNode cases = schema.putArray("allOf");
        kinds.kinds().forEach((kind, group) -> {
            ObjectNode oneCase = cases.addObject();
            ObjectNode condition = oneCase.putObject("if");
            condition.putObject("properties").putObject(discriminator).put("const", kind);
            // Without "required" the condition holds for a mapping that names no kind: that of the default.
            if (partial || !kind.equals(kinds.defaultKind())) {
                condition.putArray("required").add(discriminator);
            }
            group(oneCase.putObject("then"), group, discriminator);
        });
        if (partial) {
            ObjectNode unnamed = cases.addObject();
            unnamed.putObject("if").putObject("not").putArray("required").add(discriminator);
            ArrayNode any = unnamed.putObject("then").putArray("anyOf");
            kinds.kinds().values().forEach(group -> group(any.addObject(), group, discriminator));
        }
        return schema;
    }

    private static ObjectNode orNull(ObjectNode schema) {
        if (schema.path("type").isTextual() && !schema.has("enum")) {
            String type = schema.get("type").textValue();
            schema.putArray("type").add(type).add("null");
            return schema;
        }
        ObjectNode either = JSON.objectNode();
        either.putArray("anyOf").add(schema).addObject().put("type", "null");
        return either;
    }

    private static ObjectNode typed(String type) {
        return JSON.objectNode().put("type", type);
    }

    private static ArrayNode strings(Collection<String> values) {
        ArrayNode array = JSON.arrayNode();
        List.copyOf(values).forEach(array::add);
        return array;
    }

    private static JsonNode number(BigDecimal value) {
        return value.scale() <= 0 ? JSON.numberNode(value.longValueExact()) : JSON.numberNode(value);
    }
}
