package io.github.mnistlab.experiment.file.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mnistlab.experiment.file.yaml.YamlNode;
import java.util.List;

/**
 * A part of a mapping, to be merged over a complete one: nothing is required of it but that each of its fields be right.
 *
 * @param orNothing whether {@code null} is a part too: the empty one, or one that takes away what is there
 */
public record Partial(FieldType whole, boolean orNothing) implements FieldType {
    @Override
    public String allowed() {
        return whole.allowed();
    }

    @Override
    public boolean fits(YamlNode node) {
        return (orNothing && node.isNull()) || whole.fits(node);
    }

    @Override
    public void findFaults(YamlNode node, Check check) {
        if (!orNothing || !node.isNull()) {
            whole.findFaults(node, check.ofPart());
        }
    }

    /** Never: what is a part of something has no defaults of its own. */
    @Override
    public JsonNode fill(YamlNode node) {
        throw new IllegalStateException("a part of a mapping, at line " + node.line() + ", cannot be completed");
    }

    @Override
    public ObjectNode schema(SchemaWriter writer) {
        ObjectNode schema = whole.schema(writer.ofPart());
        return orNothing ? SchemaWriter.orNull(schema) : schema;
    }

    @Override
    public List<String> words() {
        return whole.words();
    }

    @Override
    public List<FieldType> forms() {
        return whole.forms();
    }
}
