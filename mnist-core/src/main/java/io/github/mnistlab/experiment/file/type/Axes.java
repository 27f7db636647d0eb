package io.github.mnistlab.experiment.file.type;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The axes of a matrix: fields by path, each with its values. */
public record Axes(Group type, AxisValues any) implements OtherSchema {
    /** What all axes have in common is said once. */
    @Override
    public ObjectNode schema(SchemaWriter writer) {
        ObjectNode schema = type.schema(writer);
        schema.putArray("allOf").addObject().set("additionalProperties", any.common(writer));
        return schema;
    }
}
