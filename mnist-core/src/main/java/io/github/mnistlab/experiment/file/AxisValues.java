package io.github.mnistlab.experiment.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The values of a matrix's axis: a list of them, or a mapping that gives each a name. */
record AxisValues(ListOf list, MapOf named) implements FieldType {
    AxisValues(FieldType name, FieldType value, int max) {
        this(new ListOf(value, "values", 1, max, true), new MapOf(name, value, "named values", 1, max));
    }

    private OneOf either() {
        return new OneOf(list, named);
    }

    @Override
    public String allowed() {
        return either().allowed();
    }

    @Override
    public boolean fits(YamlNode node) {
        return either().fits(node);
    }

    @Override
    public void findFaults(YamlNode node, Check check) {
        either().findFaults(node, check);
    }

    @Override
    public JsonNode fill(YamlNode node) {
        return either().fill(node);
    }

    /**
     * What all axes have in common is defined once; beside it stands the axis' own value. What is said of lists is said of
     * lists only, and likewise of mappings, so that both can be said at once.
     */
    @Override
    public ObjectNode schema(SchemaWriter writer) {
        ObjectNode items = list.schema(writer);
        ObjectNode entries = named.schema(writer);
        JsonNode value = items.remove("items");
        entries.remove("additionalProperties");
        ArrayNode types = SchemaWriter.strings(List.of("array", "object"));
        ObjectNode common = writer.at("matrix.axis")
                .define(items.<ObjectNode>setAll(entries).set("type", types));
        common.set("items", value);
        return common.set("additionalProperties", value);
    }
}
