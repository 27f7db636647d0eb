package io.github.mnistlab.experiment.file.type;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A form that values have in many places, and that the schema defines once, under its name, and describes unless the description is empty. */
public record Shared(String name, String description, FieldType type) implements OtherSchema {
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
