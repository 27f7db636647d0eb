package io.github.mnistlab.experiment.file.type;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mnistlab.experiment.file.type.Group.Field;
import java.util.ArrayList;
import java.util.List;

/**
 * What may be laid over a field that is named by its path, such as {@code dataset.imbalance.ratio}. A field that several
 * kinds of a mapping have may be whatever any of them lets it be.
 *
 * @param parent the path that leads to the field; may be empty
 * @param fields the field, as each of the kinds has it
 * @param type what may be laid over it
 */
record AtPath(String parent, List<Field> fields, FieldType type) implements OtherSchema {
    /** A field that is at this path alone. */
    static AtPath of(String parent, Field field) {
        return new AtPath(parent, List.of(field), field.asOverride());
    }

    String path() {
        return Check.path(parent, fields.get(0).name());
    }

    /** This or another field at the same path. */
    AtPath or(AtPath other) {
        return new AtPath(parent, union(fields, other.fields), either(type, other.type));
    }

    private static FieldType either(FieldType one, FieldType other) {
        if (one.equals(other)) {
            return one;
        }
        FieldType either = new OneOf(union(one.forms(), other.forms()));
        return one.orNothing() || other.orNothing() ? new Partial(either, true) : either;
    }

    /** Both are short, and what they have in them is deep: to compare it takes less than a set's hashes would. */
    private static <T> List<T> union(List<T> one, List<T> other) {
        List<T> union = new ArrayList<>(one);
        other.stream().filter(element -> !union.contains(element)).forEach(union::add);
        return List.copyOf(union);
    }

    /** As the fields are defined where they stand; where there are several, what they come to is defined once too. */
    @Override
    public ObjectNode schema(SchemaWriter writer) {
        SchemaWriter there = writer.at(parent).ofPart();
        List<ObjectNode> any =
                fields.stream().map(field -> field.schema(there)).distinct().toList();
        if (any.size() == 1) {
            return any.get(0);
        }
        ObjectNode either = JsonNodeFactory.instance.objectNode();
        ArrayNode forms = either.putArray("anyOf");
        any.forEach(forms::add);
        return writer.at(path()).define(either);
    }

    @Override
    public List<String> words() {
        return type.words();
    }
}
