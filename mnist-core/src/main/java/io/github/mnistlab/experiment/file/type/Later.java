package io.github.mnistlab.experiment.file.type;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Supplier;

/**
 * A form that is only made when a value asks for it: most experiments have none of it, and to make it takes time.
 *
 * @param made the form
 */
public record Later(Supplier<FieldType> made) implements OtherSchema {
    @Override
    public FieldType type() {
        return made.get();
    }

    @Override
    public ObjectNode schema(SchemaWriter writer) {
        return type().schema(writer);
    }

    @Override
    public List<String> words() {
        return type().words();
    }
}
