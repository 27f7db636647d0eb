package io.github.mnistlab.experiment.file.type;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The values of a matrix's axis: a list of them, or a mapping that gives each a name. */
public record AxisValues(ListOf list, MapOf named) implements OtherSchema {
    public AxisValues(FieldType name, FieldType value, int max) {
        this(new ListOf(value, "values", 1, max, true), new MapOf(name, value, "named values", 1, max));
    }

    @Override
    public FieldType type() {
        return new OneOf(list, named);
    }

    /** What the values of one axis are; what is said of lists is said of lists only, and likewise of mappings. */
    @Override
    public ObjectNode schema(SchemaWriter writer) {
        ObjectNode value = list.item().schema(writer);
        ObjectNode schema = JsonNodeFactory.instance.objectNode().set("items", value);
        return schema.set("additionalProperties", value.deepCopy());
    }

    /** How the values of any axis are given, whatever they are. */
    ObjectNode common(SchemaWriter writer) {
        ObjectNode either = list.bounds().setAll(named.bounds(writer));
        return either.set("type", SchemaWriter.strings(List.of("array", "object")));
    }
}
