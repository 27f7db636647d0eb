package io.github.mnistlab.experiment.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The axes of a matrix: fields by path, each with its values. */
record Axes(Group fields, AxisValues any) implements FieldType {
    @Override
    public String allowed() {
        return fields.allowed();
    }

    @Override
    public boolean fits(YamlNode node) {
        return fields.fits(node);
    }

    @Override
    public void findFaults(YamlNode node, Check check) {
        fields.findFaults(node, check);
    }

    @Override
    public JsonNode fill(YamlNode node) {
        return fields.fill(node);
    }

    /** What all axes have in common is said once. */
    @Override
    public ObjectNode schema(SchemaWriter writer) {
        ObjectNode schema = fields.schema(writer);
        schema.putArray("allOf").addObject().set("additionalProperties", any.common(writer));
        return schema;
    }
}
