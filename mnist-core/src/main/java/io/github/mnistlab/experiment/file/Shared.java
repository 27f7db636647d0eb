package io.github.mnistlab.experiment.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A form that values have in many places, and that the schema defines once, under its name, and describes unless the description is empty. */
record Shared(String name, String description, FieldType type) implements FieldType {
    @Override
    public String allowed() {
        return type.allowed();
    }

    @Override
    public boolean fits(YamlNode node) {
        return type.fits(node);
    }

    @Override
    public void findFaults(YamlNode node, Check check) {
        type.findFaults(node, check);
    }

    @Override
    public JsonNode fill(YamlNode node) {
        return type.fill(node);
    }

    @Override
    public ObjectNode schema(SchemaWriter writer) {
        SchemaWriter there = writer.at(name);
        return there.define(SchemaWriter.described(description, type.schema(there)));
    }

    @Override
    public List<String> words() {
        return type.words();
    }
}
